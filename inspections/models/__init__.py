from inspections.models.assignment import Assignment
from inspections.models.category import FindingCategory
from inspections.models.deployment import Deployment, DeploymentCounty, MenuOrder
from inspections.models.finding import Finding
from inspections.models.inspector import Inspector, PastOrganization, RelativeOrganization
from inspections.models.round import InspectionRound
from inspections.models.team import Team, TeamMember

__all__ = [
    "Assignment",
    "Deployment",
    "DeploymentCounty",
    "Finding",
    "FindingCategory",
    "InspectionRound",
    "Inspector",
    "MenuOrder",
    "PastOrganization",
    "RelativeOrganization",
    "Team",
    "TeamMember",
]
