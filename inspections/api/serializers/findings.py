"""发现问题."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from config.lib.api_fields import CodeField, LabelField
from config.lib.api_references import ReferenceField
from inspections.api.fields import RoundReference
from inspections.choices import Discipline, FindingSource, FindingState
from inspections.models import Finding
from inspections.tables.finding import number_shown

SOURCE_FIELDS = ("source", "source_label")
# Who signed is the team's and the city office's own business.
SIGNATURE_FIELDS = ("drafted_by", "checked_by", "signed_by")


class Point(serializers.Serializer):
    """One numbered fact."""

    number = serializers.IntegerField()
    text = serializers.CharField()


class FindingSerializer(serializers.ModelSerializer):
    """A finding.

    `code` is the office's number, or the number on its own feedback list to an inspected organisation.
    `source` is null without finding.view_source on that row, the signatures outside the team and the city.
    """

    code = serializers.SerializerMethodField()
    round = RoundReference()
    county = ReferenceField()
    organization = ReferenceField()
    assignment = ReferenceField(name="code")
    category = ReferenceField(code="label")
    facts = serializers.SerializerMethodField()
    discipline = CodeField(Discipline, read_only=True, allow_null=True)
    discipline_label = LabelField(Discipline, source="discipline")
    source = CodeField(FindingSource, read_only=True, allow_null=True)
    source_label = LabelField(FindingSource, source="source")
    state = CodeField(FindingState, read_only=True)
    state_label = LabelField(FindingState, source="state")
    drafted_by = serializers.CharField(
        source="drafted_by.name", default=None, read_only=True, allow_null=True
    )
    checked_by = serializers.CharField(
        source="checked_by.name", default=None, read_only=True, allow_null=True
    )
    signed_by = serializers.CharField(source="signed_by.name", default=None, read_only=True, allow_null=True)

    class Meta:
        model = Finding
        fields = [
            "id", "code", "round", "county", "organization", "assignment", "category", "title", "facts", "basis",
            "discipline", "discipline_label", "source", "source_label", "amount", "persons_involved", "systemic",
            "found_on", "state", "state_label", "drafted_by", "checked_by", "signed_by",
        ]  # fmt: skip
        read_only_fields = fields

    def get_code(self, row: Any) -> str:
        """The number this reader knows it by."""
        return number_shown(row)

    @extend_schema_field(Point(many=True))
    def get_facts(self, row: Finding) -> list[dict[str, object]]:
        """The facts as numbered points."""
        return row.points

    def to_representation(self, instance: Any) -> dict[str, Any]:
        shown = super().to_representation(instance)
        hidden = () if instance.sees_source else SOURCE_FIELDS
        if not instance.sees_signatures:
            hidden = (*hidden, *SIGNATURE_FIELDS)
        return {name: None if name in hidden else value for name, value in shown.items()}
