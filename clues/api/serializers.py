"""问题线索 and outcomes in the API: persons masked row by row, before anything leaves the server (CL-02)."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from clues.choices import (
    Accountability,
    ClueState,
    DisposalKind,
    RecoveryMethod,
    Route,
    SanctionCategory,
)
from clues.masking import mask_name
from clues.models import Clue, Recovery, Sanction
from clues.tables import content_shown, post_shown, subject_shown
from config.lib.api_fields import CodeField, LabelField
from config.lib.api_references import ReferenceField, ReferenceShape
from inspections.api.fields import FindingReference, RoundReference


class RouteReason(serializers.Serializer):
    """A rule that decided who handles a clue."""

    rule = serializers.CharField()
    since = serializers.CharField()
    text = serializers.CharField()


class ClueSerializer(serializers.ModelSerializer):
    """A clue. `organization` handles it; `inspected` is where it came from."""

    finding = FindingReference()
    round = RoundReference()
    county = ReferenceField()
    organization = serializers.SerializerMethodField()
    inspected = serializers.SerializerMethodField()
    subject_name = serializers.SerializerMethodField()
    subject_post = serializers.SerializerMethodField()
    content = serializers.SerializerMethodField()
    masked = serializers.SerializerMethodField()
    route = CodeField(Route, read_only=True)
    route_label = LabelField(Route, source="route")
    route_reasons = RouteReason(many=True, read_only=True)
    state = CodeField(ClueState, read_only=True)
    state_label = LabelField(ClueState, source="state")
    disposal = CodeField(DisposalKind, read_only=True, allow_null=True)
    disposal_label = LabelField(DisposalKind, source="disposal")
    accountability = CodeField(Accountability, read_only=True, allow_null=True)
    accountability_label = LabelField(Accountability, source="accountability")

    class Meta:
        model = Clue
        fields = [
            "id", "code", "finding", "round", "county", "inspected", "subject_name", "subject_post", "masked",
            "is_village_cadre", "is_poverty_related", "is_major", "content", "route", "route_label",
            "route_reasons", "organization", "state", "state_label", "transferred_on", "received_on", "disposal",
            "disposal_label", "disposed_on", "filed_on", "closed_on", "accountability", "accountability_label",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(ReferenceShape)
    def get_organization(self, row: Any) -> Any:
        """Who handles it."""
        return ReferenceField().to_representation(row.handler) if row.sees_handler else None

    @extend_schema_field(ReferenceShape)
    def get_inspected(self, row: Any) -> Any:
        """The inspected organisation."""
        return ReferenceField().to_representation(row.organization) if row.sees_organization else None

    def get_subject_name(self, row: Any) -> str:
        """张某某 as this reader may see it."""
        return subject_shown(row)

    def get_subject_post(self, row: Any) -> str:
        """A post can name a person as well as a name does."""
        return post_shown(row)

    def get_content(self, row: Any) -> str:
        """What is reflected; every person it names is masked where the subject is."""
        return content_shown(row)

    def get_masked(self, row: Any) -> bool:
        """True where the person is masked in this answer."""
        return not row.unmasked


@extend_schema_field(ReferenceShape)
class ClueReference(ReferenceField):
    """A clue by its number; it has no name to show."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(name="code", **kwargs)


class SanctionSerializer(serializers.ModelSerializer):
    """What one person got."""

    clue = ClueReference()
    person_name = serializers.SerializerMethodField()
    category = CodeField(SanctionCategory, read_only=True)
    category_label = LabelField(SanctionCategory, source="category")

    class Meta:
        model = Sanction
        fields = ["id", "clue", "person_name", "category", "category_label", "kind", "decided_on"]
        read_only_fields = fields

    def get_person_name(self, row: Any) -> str:
        """Masked as the clue's person is."""
        return row.person_name if row.unmasked else mask_name(row.person_name)


class RecoverySerializer(serializers.ModelSerializer):
    """Money taken back, in 万元."""

    clue = ClueReference()
    method = CodeField(RecoveryMethod, read_only=True)
    method_label = LabelField(RecoveryMethod, source="method")
    on = serializers.DateField(source="recovered_on", read_only=True)

    class Meta:
        model = Recovery
        fields = ["id", "clue", "method", "method_label", "amount", "on", "voucher"]
        read_only_fields = fields
