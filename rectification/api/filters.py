"""Filters of tasks, recommendations and matters, by the field names of the interface (api.md)."""

import django_filters
from django.db.models import QuerySet

from accounts.choices import OrganizationKind
from accounts.models import Organization
from config.lib.api_filters import ApiFilterSet, CodeFilter, ReferenceFilter, YesNoFilter, date_range
from config.lib.filters import WordsFilter
from inspections.choices import Form
from inspections.models import Assignment, Finding, InspectionRound
from rectification import filters as pages
from rectification.choices import MatterSource, ProgressState, ReturnReason, TaskState
from rectification.models import AssignedMatter, GovernanceRecommendation, RectificationTask


class TaskFilter(ApiFilterSet):
    """By number, place, finding, state, reason of return, dates and words."""

    search = WordsFilter(indexed=True)
    round = ReferenceFilter(InspectionRound)
    county = ReferenceFilter(Organization)
    organization = ReferenceFilter(Organization)
    inspected = ReferenceFilter(Organization)
    organization_kind = CodeFilter(OrganizationKind, "inspected__kind")
    assignment = ReferenceFilter(Assignment)
    finding = ReferenceFilter(Finding)
    form = CodeFilter(Form, "assignment__form")
    state = CodeFilter(TaskState)
    return_reason = CodeFilter(ReturnReason)
    year = django_filters.NumberFilter(field_name="round__year")
    due_on_after, due_on_before = date_range("due_on").values()
    cleared_on_after, cleared_on_before = date_range("cleared_on").values()
    overdue = YesNoFilter(method="by_overdue")

    class Meta:
        model = RectificationTask
        fields: list[str] = []

    def by_overdue(self, queryset: QuerySet, name: str, value: bool | None) -> QuerySet:
        """Tasks past their date that are neither submitted nor cleared."""
        return queryset if value is None else pages.TaskFilter.by_overdue(self, queryset, name, value)


class RecommendationFilter(ApiFilterSet):
    """By number, round, county, addressee, state, dates and words."""

    search = WordsFilter(indexed=True)
    round = ReferenceFilter(InspectionRound)
    county = ReferenceFilter(Organization)
    organization = ReferenceFilter(Organization, "addressee")
    finding = ReferenceFilter(Finding)
    state = CodeFilter(ProgressState)
    sent_on_after, sent_on_before = date_range("sent_on").values()
    due_on_after, due_on_before = date_range("due_on").values()

    class Meta:
        model = GovernanceRecommendation
        fields: list[str] = []


class MatterFilter(ApiFilterSet):
    """By number, round, county, addressee, source, state, dates and words."""

    search = WordsFilter(indexed=True)
    round = ReferenceFilter(InspectionRound)
    county = ReferenceFilter(Organization)
    organization = ReferenceFilter(Organization, "addressee")
    finding = ReferenceFilter(Finding)
    source = CodeFilter(MatterSource)
    state = CodeFilter(ProgressState)
    assigned_on_after, assigned_on_before = date_range("assigned_on").values()
    due_on_after, due_on_before = date_range("due_on").values()

    class Meta:
        model = AssignedMatter
        fields: list[str] = []
