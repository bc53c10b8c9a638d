"""巡察轮次 in the API."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.choices import Role
from config.lib.api_filters import UNKNOWN_FILTER
from config.lib.api_views import DeletableViewSet
from inspections.api.filters import RoundFilter
from inspections.api.serializers.rounds import RoundSerializer, RoundWriteSerializer
from inspections.models import InspectionRound
from inspections.services import rounds

PLAN_PARAMETERS = ("state", "year")


@extend_schema(tags=["rounds"])
class RoundViewSet(DeletableViewSet):
    """巡察轮次. Written by the city office while they are prepared."""

    model = InspectionRound
    serializer_class = RoundSerializer
    write_serializer_class = RoundWriteSerializer
    filterset_class = RoundFilter
    access_actions = {
        "list": "round.view",
        "retrieve": "round.view",
        "create": "round.create",
        "update": "round.update",
        "partial_update": "round.update",
        "destroy": "round.delete",
    }
    orderings = {"code": ("code",), "starts_on": ("starts_on",), "year": ("year", "code")}

    def shown(self, rows: Any, user: Any) -> QuerySet:
        """Whether more than name and dates may be told."""
        return rows.with_right("knows_round", user, "round.view", without=[Role.BO])

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """What a reader may not see he cannot ask for either (AC-09)."""
        asked = [name for name in PLAN_PARAMETERS if name in request.query_params]
        if asked and request.user.access.roles == {Role.BO}:
            raise ValidationError({name: [UNKNOWN_FILTER] for name in asked})
        return super().list(request, *args, **kwargs)

    def orderings_for(self, user: Any) -> dict[str, tuple[str, ...]]:
        """By date alone for an inspected organisation."""
        if user.access.roles == {Role.BO}:
            return {"starts_on": ("starts_on",), "code": ("starts_on",)}
        return dict(self.orderings)

    def create_row(self, data: dict[str, Any]) -> InspectionRound:
        return rounds.create(actor=self.request.user, **data)

    def update_row(self, row: Any, data: dict[str, Any]) -> InspectionRound:
        return rounds.update(row, actor=self.request.user, **data)

    def delete_row(self, row: Any) -> None:
        rounds.delete(row, actor=self.request.user)
