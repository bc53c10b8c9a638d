"""县级巡察基线 in the API. Kept and read by the city office alone: it is an input of figures, not a figure."""

from typing import Any

import django_filters

from config.lib.api_fields import StrictSerializer
from config.lib.api_views import WritableViewSet
from reports.models import Baseline
from reports.services import baselines


class BaselineFilter(django_filters.FilterSet):
    """By year."""

    year = django_filters.NumberFilter()

    class Meta:
        model = Baseline
        fields: list[str] = []


class BaselineSerializer(StrictSerializer):
    """Organisations inspected and clues handed over in one year."""

    class Meta:
        model = Baseline
        fields = ["id", "year", "organizations", "clues"]


class BaselineViewSet(WritableViewSet):
    """县级巡察基线."""

    model = Baseline
    serializer_class = BaselineSerializer
    write_serializer_class = BaselineSerializer
    filterset_class = BaselineFilter
    access_actions = {
        "list": "baseline.edit",
        "retrieve": "baseline.edit",
        "create": "baseline.edit",
        "update": "baseline.edit",
        "partial_update": "baseline.edit",
    }
    orderings = {"year": ("year",)}
    ordering = "year"

    def create_row(self, data: dict[str, Any]) -> Baseline:
        return baselines.create(actor=self.request.user, **data)

    def update_row(self, row: Any, data: dict[str, Any]) -> Baseline:
        return baselines.update(row, actor=self.request.user, **data)
