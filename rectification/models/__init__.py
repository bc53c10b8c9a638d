from rectification.models.matter import AssignedMatter
from rectification.models.recommendation import GovernanceRecommendation
from rectification.models.task import RectificationTask

__all__ = ["AssignedMatter", "GovernanceRecommendation", "RectificationTask"]
