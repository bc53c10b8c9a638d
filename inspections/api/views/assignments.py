"""巡察任务 in the API."""

from typing import Any

from django.db.models import QuerySet

from config.lib.api_views import ScopedViewSet
from inspections.api.fields import with_round_number
from inspections.api.filters import AssignmentFilter
from inspections.api.serializers.assignments import AssignmentSerializer
from inspections.models import Assignment


class AssignmentViewSet(ScopedViewSet):
    """巡察任务."""

    model = Assignment
    serializer_class = AssignmentSerializer
    filterset_class = AssignmentFilter
    access_actions = {"list": "assignment.view", "retrieve": "assignment.view"}
    references = {
        "round": "round.view",
        "deployment": "deployment.view",
        "team": "team.view",
        "organization": "org.view_tree",
        "county": "org.view_tree",
    }

    def shown(self, rows: Any, user: Any) -> QuerySet:
        """Whether the round's number may be told."""
        return with_round_number(rows, user)
