"""组织单元 and 巡察组 in the API."""

from typing import Any

from django.db.models import Prefetch, QuerySet

from config.lib.api_views import ScopedViewSet
from inspections.api.fields import with_round_number
from inspections.api.filters import DeploymentFilter, TeamFilter
from inspections.api.serializers.deployments import DeploymentSerializer, TeamSerializer
from inspections.models import Deployment, DeploymentCounty, Team, TeamMember


class DeploymentViewSet(ScopedViewSet):
    """组织单元: blocks, linkages, menus."""

    model = Deployment
    serializer_class = DeploymentSerializer
    filterset_class = DeploymentFilter
    access_actions = {"list": "deployment.view", "retrieve": "deployment.view"}
    references = {"round": "round.view"}

    def shown(self, rows: Any, user: Any) -> QuerySet:
        """The counties this reader may see."""
        counties = DeploymentCounty.objects.visible_to(user, "deployment.view").select_related("county")
        return with_round_number(rows, user).prefetch_related(Prefetch("coverage", counties))


class TeamViewSet(ScopedViewSet):
    """巡察组 with their seats."""

    model = Team
    serializer_class = TeamSerializer
    filterset_class = TeamFilter
    access_actions = {"list": "team.view", "retrieve": "team.view"}
    references = {"round": "round.view", "deployment": "deployment.view"}

    def shown(self, rows: Any, user: Any) -> QuerySet:
        """The seats, and which of the pool's entries the reader may open."""
        seats = (
            TeamMember.objects.visible_to(user, "team.view")
            .select_related("inspector")
            .with_right("sees_inspector", user, "inspector.view", through="inspector")
        )
        return with_round_number(rows, user).prefetch_related(Prefetch("members", seats))
