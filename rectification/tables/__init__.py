from rectification.tables.matter import MATTERS
from rectification.tables.recommendation import RECOMMENDATIONS
from rectification.tables.task import TASKS

__all__ = ["MATTERS", "RECOMMENDATIONS", "TASKS"]
