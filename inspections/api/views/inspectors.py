"""人才库 in the API."""

from typing import Any

from drf_spectacular.utils import extend_schema

from config.lib.api_views import WritableViewSet
from inspections.api.filters import InspectorFilter
from inspections.api.serializers.inspectors import InspectorSerializer, InspectorWriteSerializer
from inspections.models import Inspector
from inspections.services import inspectors


@extend_schema(tags=["inspectors"])
class InspectorViewSet(WritableViewSet):
    """人才库. County offices keep their own people."""

    model = Inspector
    serializer_class = InspectorSerializer
    write_serializer_class = InspectorWriteSerializer
    filterset_class = InspectorFilter
    access_actions = {
        "list": "inspector.view",
        "retrieve": "inspector.view",
        "create": "inspector.edit",
        "update": "inspector.edit",
        "partial_update": "inspector.edit",
    }
    references = {"organization": "org.view_tree"}
    orderings = {"number": ("number",), "code": ("number",), "pinyin": ("pinyin",)}
    ordering = "number"

    def create_row(self, data: dict[str, Any]) -> Inspector:
        return inspectors.create(actor=self.request.user, **data)

    def update_row(self, row: Any, data: dict[str, Any]) -> Inspector:
        return inspectors.update(row, actor=self.request.user, **data)
