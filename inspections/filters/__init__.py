from inspections.filters.assignment import AssignmentFilter
from inspections.filters.deployment import DeploymentFilter
from inspections.filters.finding import FindingFilter
from inspections.filters.inspector import InspectorFilter
from inspections.filters.round import RoundFilter
from inspections.filters.team import TeamFilter

__all__ = [
    "AssignmentFilter",
    "DeploymentFilter",
    "FindingFilter",
    "InspectorFilter",
    "RoundFilter",
    "TeamFilter",
]
