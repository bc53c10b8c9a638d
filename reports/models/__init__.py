from reports.models.baseline import Baseline
from reports.models.figures import AssignmentFigures, CategoryFigures, ClueFigures
from reports.models.monthly_return import MonthlyReturn

__all__ = ["AssignmentFigures", "Baseline", "CategoryFigures", "ClueFigures", "MonthlyReturn"]
