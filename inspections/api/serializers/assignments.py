"""巡察任务."""

from rest_framework import serializers

from config.lib.api_fields import CodeField, LabelField
from config.lib.api_references import ReferenceField
from inspections.api.fields import RoundReference
from inspections.choices import AssignmentState, Form
from inspections.models import Assignment


class AssignmentSerializer(serializers.ModelSerializer):
    """One team inspects one organisation."""

    round = RoundReference()
    deployment = ReferenceField()
    team = ReferenceField()
    organization = ReferenceField()
    county = ReferenceField()
    form = CodeField(Form, read_only=True)
    form_label = LabelField(Form, source="form")
    state = CodeField(AssignmentState, read_only=True)
    state_label = LabelField(AssignmentState, source="state")

    class Meta:
        model = Assignment
        fields = [
            "id", "code", "round", "deployment", "team", "organization", "county", "form", "form_label",
            "notice_on", "entered_on", "left_on", "feedback_on", "state", "state_label",
        ]  # fmt: skip
        read_only_fields = fields
