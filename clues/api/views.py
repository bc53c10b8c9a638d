"""问题线索 and outcomes in the API. Reading a clue is itself recorded (access.md, "The promise")."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import audit
from clues.api.filters import ClueFilter, RecoveryFilter, SanctionFilter
from clues.api.serializers import ClueSerializer, RecoverySerializer, SanctionSerializer
from clues.models import Clue, Recovery, Sanction
from config.lib.api_views import ScopedViewSet
from inspections.api.fields import with_finding_number, with_round_number


class RecordedViewSet(ScopedViewSet):
    """Every answer with rows in it leaves a record: the action and the ids, in the transaction of the reading."""

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A page of rows, recorded."""
        with transaction.atomic():
            answer = super().list(request, *args, **kwargs)
            if rows := answer.data["results"]:
                audit.record(
                    request.user, self.access_actions["list"], None, ids=[str(row["id"]) for row in rows]
                )
        return answer

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One row, recorded."""
        with transaction.atomic():
            found = self.get_object()
            audit.record(request.user, self.access_actions["retrieve"], found)
            return Response(self.full(found))


class ClueViewSet(RecordedViewSet):
    """问题线索. To whoever lacks the right there is no such resource: 404."""

    model = Clue
    serializer_class = ClueSerializer
    filterset_class = ClueFilter
    access_actions = {"list": "clue.list", "retrieve": "clue.view"}
    references = {
        "finding": "finding.view",
        "round": "round.view",
        "county": "org.view_tree",
        "handler": "org.view_tree",
        "organization": "org.view_tree",
    }
    orderings = {"code": ("code",), "transferred_on": ("transferred_on",)}

    def shown(self, rows: Any, user: Any) -> QuerySet:
        """Numbers that may be told, and whether the person may be shown in full."""
        rows = with_finding_number(with_round_number(rows, user), user).prefetch_related("sanctions")
        return rows.with_right("unmasked", user, "clue.view", without_modifier="m")


class SanctionViewSet(RecordedViewSet):
    """处理结果."""

    model = Sanction
    serializer_class = SanctionSerializer
    filterset_class = SanctionFilter
    access_actions = {"list": "clue_outcome.view", "retrieve": "clue_outcome.view"}
    references = {"clue": "clue.view"}
    orderings = {"clue": ("clue__code", "position")}
    ordering = "clue"

    def shown(self, rows: Any, user: Any) -> QuerySet:
        """Whether the person may be shown in full."""
        return rows.with_right("unmasked", user, "clue_outcome.view", without_modifier="m")


class RecoveryViewSet(RecordedViewSet):
    """资金收缴."""

    model = Recovery
    serializer_class = RecoverySerializer
    filterset_class = RecoveryFilter
    access_actions = {"list": "clue_outcome.view", "retrieve": "clue_outcome.view"}
    references = {"clue": "clue.view"}
    orderings = {"clue": ("clue__code", "position")}
    ordering = "clue"
