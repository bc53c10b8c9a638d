"""巡察轮次."""

from typing import Any

from rest_framework import serializers

from config.lib.api_fields import CodeField, LabelField, StrictSerializer
from inspections.choices import RoundState
from inspections.models import InspectionRound

# What an inspected organisation learns of a round (access.csv, round.view).
TOLD_TO_INSPECTED = {"id", "name", "starts_on", "ends_on"}


class RoundSerializer(serializers.ModelSerializer):
    """A round. All but id, name and dates is null to an inspected organisation."""

    state = CodeField(RoundState, read_only=True)
    state_label = LabelField(RoundState, source="state")

    class Meta:
        model = InspectionRound
        fields = ["id", "code", "name", "year", "starts_on", "ends_on", "state", "state_label", "closed_on"]
        read_only_fields = fields
        extra_kwargs = {"code": {"allow_null": True}, "year": {"allow_null": True}}

    def to_representation(self, instance: Any) -> dict[str, Any]:
        shown = super().to_representation(instance)
        if instance.knows_round:
            return shown
        return {name: value if name in TOLD_TO_INSPECTED else None for name, value in shown.items()}


class RoundWriteSerializer(StrictSerializer):
    """What the city office writes of a round while it is prepared."""

    class Meta:
        model = InspectionRound
        fields = ["code", "name", "year", "starts_on", "ends_on"]
        extra_kwargs = {"code": {"validators": []}}
