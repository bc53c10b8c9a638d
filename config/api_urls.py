"""The one router of the API: every resource is registered here."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from accounts.api import schema  # noqa: F401  tells the schema of our tokens by being read
from accounts.api.docs import SchemaView, schema_page
from accounts.api.organizations import OrganizationViewSet
from accounts.api.tokens import StepUpView, TokenView, TokenViewSet
from clues.api.views import ClueViewSet, RecoveryViewSet, SanctionViewSet
from inspections.api import numbers  # noqa: F401  declares the numbers by which objects are found
from inspections.api.views.assignments import AssignmentViewSet
from inspections.api.views.deployments import DeploymentViewSet, TeamViewSet
from inspections.api.views.findings import FindingViewSet
from inspections.api.views.inspectors import InspectorViewSet
from inspections.api.views.rounds import RoundViewSet
from rectification.api.views import MatterViewSet, RecommendationViewSet, TaskViewSet
from reports.api.baselines import BaselineViewSet
from reports.api.statistics import OverviewView

router = SimpleRouter()
for name, viewset in (
    ("organizations", OrganizationViewSet),
    ("inspectors", InspectorViewSet),
    ("rounds", RoundViewSet),
    ("deployments", DeploymentViewSet),
    ("teams", TeamViewSet),
    ("assignments", AssignmentViewSet),
    ("findings", FindingViewSet),
    ("clues", ClueViewSet),
    ("sanctions", SanctionViewSet),
    ("recoveries", RecoveryViewSet),
    ("rectification-tasks", TaskViewSet),
    ("governance-recommendations", RecommendationViewSet),
    ("assigned-matters", MatterViewSet),
    ("baselines", BaselineViewSet),
    ("auth/tokens", TokenViewSet),
):
    router.register(name, viewset, basename=f"api-{name.replace('/', '-')}")

urlpatterns = [
    path("auth/token/", TokenView.as_view(), name="auth-token"),
    path("auth/step-up/", StepUpView.as_view(), name="api-step-up"),
    path("statistics/overview/", OverviewView.as_view(), name="api-statistics-overview"),
    path("schema/", SchemaView.as_view(), name="api-schema"),
    path("schema/ui/", schema_page, name="api-schema-page"),
    *router.urls,
]
