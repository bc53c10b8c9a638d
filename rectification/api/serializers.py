"""Tasks, recommendations and matters in the API."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from config.lib.api_fields import CodeField, LabelField
from config.lib.api_references import ReferenceField, ReferenceShape
from inspections.api.fields import FindingReference, RoundReference
from rectification.choices import MatterSource, ProgressState, ReturnReason, TaskState
from rectification.models import AssignedMatter, GovernanceRecommendation, RectificationTask


class TaskSerializer(serializers.ModelSerializer):
    """What the inspected organisation does about a finding. `organization` is responsible."""

    finding = FindingReference()
    round = RoundReference()
    county = ReferenceField()
    inspected = ReferenceField()
    organization = ReferenceField()
    state = CodeField(TaskState, read_only=True)
    state_label = LabelField(TaskState, source="state")
    return_reason = CodeField(ReturnReason, read_only=True, allow_null=True)
    return_reason_label = LabelField(ReturnReason, source="return_reason")

    class Meta:
        model = RectificationTask
        fields = [
            "id", "code", "finding", "round", "county", "inspected", "organization", "measure", "person", "due_on",
            "state", "state_label", "return_reason", "return_reason_label", "cleared_on",
        ]  # fmt: skip
        read_only_fields = fields


class AddressedSerializer(serializers.ModelSerializer):
    """What recommendations and matters share: `organization` is whom it is addressed to."""

    finding = FindingReference()
    round = RoundReference()
    county = ReferenceField()
    organization = serializers.SerializerMethodField()
    state = CodeField(ProgressState, read_only=True)
    state_label = LabelField(ProgressState, source="state")

    @extend_schema_field(ReferenceShape)
    def get_organization(self, row: Any) -> Any:
        """The addressee."""
        return ReferenceField().to_representation(row.addressee) if row.sees_addressee else None


class RecommendationSerializer(AddressedSerializer):
    """专项治理建议."""

    class Meta:
        model = GovernanceRecommendation
        fields = [
            "id", "code", "round", "county", "organization", "finding", "title", "content", "sent_on", "due_on",
            "state", "state_label", "outcome",
        ]  # fmt: skip
        read_only_fields = fields


class MatterSerializer(AddressedSerializer):
    """市级交办事项."""

    source = CodeField(MatterSource, read_only=True)
    source_label = LabelField(MatterSource, source="source")

    class Meta:
        model = AssignedMatter
        fields = [
            "id", "code", "round", "county", "organization", "source", "source_label", "title", "finding",
            "assigned_on", "due_on", "state", "state_label",
        ]  # fmt: skip
        read_only_fields = fields
