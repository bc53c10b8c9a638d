"""Tasks, recommendations and matters in the API."""

from typing import Any

from django.db.models import QuerySet

from config.lib.api_views import ScopedViewSet
from inspections.api.fields import with_finding_number, with_round_number
from rectification.api.filters import MatterFilter, RecommendationFilter, TaskFilter
from rectification.api.serializers import MatterSerializer, RecommendationSerializer, TaskSerializer
from rectification.models import AssignedMatter, GovernanceRecommendation, RectificationTask

PLACE = {"finding": "finding.view", "round": "round.view", "county": "org.view_tree"}


class NumberedViewSet(ScopedViewSet):
    """Rows that point to a finding and a round under the numbers the reader may know."""

    def shown(self, rows: Any, user: Any) -> QuerySet:
        """Which numbers may be told."""
        return with_finding_number(with_round_number(rows, user), user)


class TaskViewSet(NumberedViewSet):
    """整改任务."""

    model = RectificationTask
    serializer_class = TaskSerializer
    filterset_class = TaskFilter
    access_actions = {"list": "task.view", "retrieve": "task.view"}
    references = {**PLACE, "inspected": "org.view_tree", "organization": "org.view_tree"}
    orderings = {"code": ("code",), "due_on": ("due_on",)}


class RecommendationViewSet(NumberedViewSet):
    """专项治理建议."""

    model = GovernanceRecommendation
    serializer_class = RecommendationSerializer
    filterset_class = RecommendationFilter
    access_actions = {"list": "recommendation.view", "retrieve": "recommendation.view"}
    references = {**PLACE, "addressee": "org.view_tree"}


class MatterViewSet(NumberedViewSet):
    """市级交办事项."""

    model = AssignedMatter
    serializer_class = MatterSerializer
    filterset_class = MatterFilter
    access_actions = {"list": "matter.view", "retrieve": "matter.view"}
    references = {**PLACE, "addressee": "org.view_tree"}
