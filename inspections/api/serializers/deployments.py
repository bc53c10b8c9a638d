"""组织单元 and 巡察组."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from config.lib.api_fields import CodeField, LabelField
from config.lib.api_references import ReferenceField, ReferenceShape, shape
from inspections.api.fields import RoundReference
from inspections.choices import Form, TeamRole
from inspections.models import Deployment, Team


class DeploymentSerializer(serializers.ModelSerializer):
    """A block, a linkage or a menu. `counties` holds those the reader may see."""

    round = RoundReference()
    form = CodeField(Form, read_only=True)
    form_label = LabelField(Form, source="form")
    counties = serializers.SerializerMethodField()

    class Meta:
        model = Deployment
        fields = ["id", "code", "round", "form", "form_label", "name", "description", "rotation", "counties"]
        read_only_fields = fields

    @extend_schema_field(serializers.ListField(child=ReferenceShape))
    def get_counties(self, row: Any) -> list[dict[str, Any]]:
        """In the office's order."""
        return [shape(c.county_id, c.county.code, c.county.name) for c in row.coverage.all()]


class SeatSerializer(serializers.Serializer):
    """A seat of a team; `inspector` is null where the reader may not open the pool's entry."""

    name = serializers.CharField(source="inspector.name")
    role = CodeField(TeamRole, read_only=True)
    role_label = LabelField(TeamRole, source="role")
    inspector = ReferenceField(code="number")


class TeamSerializer(serializers.ModelSerializer):
    """A team of one round; `leader` is the name of its 组长."""

    round = RoundReference()
    deployment = ReferenceField()
    leader = serializers.SerializerMethodField()
    members = SeatSerializer(many=True, read_only=True)

    class Meta:
        model = Team
        fields = ["id", "code", "round", "deployment", "name", "leader", "members"]
        read_only_fields = fields

    @extend_schema_field(SeatSerializer(allow_null=True))
    def get_leader(self, row: Any) -> Any:
        """The seat of the 组长; null where it is empty."""
        for seat in row.members.all():
            if seat.role == TeamRole.LEADER:
                return SeatSerializer(seat, context=self.context).data
        return None
