"""One factory per noun: valid rows by default, place columns copied from the parent as services do."""

from tests.factories.accounts import OrganizationFactory, PersonFactory, PostFactory, UserFactory
from tests.factories.clues import ClueFactory, RecoveryFactory, SanctionFactory
from tests.factories.inspections import (
    AssignmentFactory,
    CategoryFactory,
    DeploymentCountyFactory,
    DeploymentFactory,
    FindingFactory,
    InspectorFactory,
    RoundFactory,
    TeamFactory,
    TeamMemberFactory,
)
from tests.factories.rectification import MatterFactory, RecommendationFactory, TaskFactory

__all__ = [
    "AssignmentFactory",
    "CategoryFactory",
    "ClueFactory",
    "DeploymentCountyFactory",
    "DeploymentFactory",
    "FindingFactory",
    "InspectorFactory",
    "MatterFactory",
    "OrganizationFactory",
    "PersonFactory",
    "PostFactory",
    "RecommendationFactory",
    "RecoveryFactory",
    "RoundFactory",
    "SanctionFactory",
    "TaskFactory",
    "TeamFactory",
    "TeamMemberFactory",
    "UserFactory",
]
