"""巡察干部."""

from typing import Any

from rest_framework import serializers

from accounts.models import Organization
from config.lib.api_fields import CodeField, LabelField, StrictSerializer
from config.lib.api_references import ReferenceField
from inspections.choices import Gender, Qualification
from inspections.models import Inspector


class InspectorSerializer(serializers.ModelSerializer):
    """A person of the pool. `roles` is what he may serve as."""

    organization = ReferenceField()
    gender = CodeField(Gender, read_only=True, allow_null=True)
    gender_label = LabelField(Gender, source="gender")
    roles = serializers.SerializerMethodField()
    roles_label = serializers.SerializerMethodField()

    class Meta:
        model = Inspector
        fields = [
            "id", "number", "name", "gender", "gender_label", "organization", "native_place", "post",
            "specialities", "roles", "roles_label",
        ]  # fmt: skip
        read_only_fields = fields

    def get_roles(self, row: Inspector) -> list[str]:
        """Codes."""
        return [str(row.qualification)]

    def get_roles_label(self, row: Inspector) -> list[str]:
        """Labels, in the order of the codes."""
        return [str(Qualification(row.qualification).label)]


class InspectorWriteSerializer(StrictSerializer):
    """What an office writes of its people; `roles` holds one code or label."""

    organization = ReferenceField(model=Organization)
    gender = CodeField(Gender, required=False, allow_blank=True)
    roles = serializers.ListField(child=CodeField(Qualification), min_length=1, max_length=1, write_only=True)

    class Meta:
        model = Inspector
        fields = ["number", "name", "gender", "organization", "native_place", "post", "specialities", "roles"]
        extra_kwargs = {"number": {"validators": []}}

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """The model keeps one qualification."""
        if "roles" in attrs:
            attrs["qualification"] = attrs.pop("roles")[0]
        return attrs
