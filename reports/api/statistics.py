"""GET /api/v1/statistics/overview/ (api.md)."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from config.lib.api_errors import ApiRefusal
from reports import statistics
from reports.cuts import NAMES, BadCut, Cut
from reports.scope import DASHBOARDS

COUNTS = (
    "rounds", "counties", "organizations_inspected", "villages_inspected", "findings", "clues_transferred",
    "clues_filed", "village_clues_transferred", "village_clues_filed", "rectification_tasks",
    "rectification_cleared", "returns_due", "returns_on_time",
)  # fmt: skip
RATES = (
    "filing_rate", "village_filing_rate", "clues_per_organization", "baseline_clues_per_organization",
    "increase_multiple", "rectification_rate",
)  # fmt: skip


def _shape() -> dict[str, serializers.Field]:
    counts: dict[str, serializers.Field] = {
        name: serializers.IntegerField(required=False, allow_null=True) for name in COUNTS
    }
    rates = {name: serializers.FloatField(required=False, allow_null=True) for name in RATES}
    money = serializers.CharField(required=False, allow_null=True, help_text="万元")
    return {**counts, **rates, "recovered": money}


class CrossFilter(ApiRefusal):
    """Several filters at once, asked by a reader of aggregates."""

    default_code = "cross_filter"
    default_detail = "汇总口径只提供固定的表，请只选一个条件。"


class OverviewView(APIView):
    """The figures of the board. Keys of figures that the caller may not know are absent."""

    access_actions = {"get": DASHBOARDS}

    @extend_schema(
        parameters=[OpenApiParameter(name, str) for name in NAMES],
        responses=inline_serializer("StatisticsOverview", _shape()),
    )
    def get(self, request: Request) -> Response:
        """Counts only what the caller may see; one filter at most for callers of aggregates."""
        unknown = set(request.query_params) - {*NAMES, "format"}
        if unknown:
            raise ValidationError({name: ["没有这个条件。"] for name in sorted(unknown)})
        try:
            cut = Cut.read(request.query_params)
            figures: dict[str, Any] = statistics.overview(request.user, cut)
        except BadCut as bad:
            raise ValidationError({name: [text] for name, text in bad.errors.items()}) from None
        except statistics.CrossFilterRefused:
            raise CrossFilter from None
        return Response(figures)
