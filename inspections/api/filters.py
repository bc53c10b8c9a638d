"""Filters of this app's resources, by the field names of the interface (api.md)."""

from typing import Any

import django_filters
from django.db.models import QuerySet

from accounts.choices import OrganizationKind
from accounts.models import Organization
from config.lib.api_filters import (
    ApiFilterSet,
    CodeFilter,
    NumberedFilter,
    ReferenceFilter,
    YesNoFilter,
    date_range,
)
from config.lib.filters import WordsFilter
from inspections.choices import AssignmentState, Discipline, FindingState, Form, Qualification, RoundState
from inspections.filters.finding import numbers_known_to
from inspections.models import (
    Assignment,
    Deployment,
    Finding,
    FindingCategory,
    InspectionRound,
    Inspector,
    Team,
)


class RoundFilter(ApiFilterSet):
    """By number, year, dates and words. `state` is refused to who sees name and dates only."""

    search = WordsFilter(texts=("name",), numbers=())
    year = django_filters.NumberFilter()
    state = CodeFilter(RoundState)
    starts_on_after, starts_on_before = date_range("starts_on").values()

    class Meta:
        model = InspectionRound
        fields: list[str] = []


class InspectorFilter(ApiFilterSet):
    """By number, organisation, county, what they may serve as, speciality and words."""

    search = WordsFilter(texts=("name", "pinyin"), numbers=("number",))
    number = NumberedFilter()
    name = django_filters.CharFilter()
    organization = ReferenceFilter(Organization)
    county = ReferenceFilter(Organization, "organization__county")
    roles = CodeFilter(Qualification, "qualification")
    specialities = django_filters.CharFilter(lookup_expr="icontains")

    class Meta:
        model = Inspector
        fields: list[str] = []


class DeploymentFilter(ApiFilterSet):
    """By number, round, form, covered county and words."""

    search = WordsFilter(texts=("name",))
    round = ReferenceFilter(InspectionRound)
    form = CodeFilter(Form)
    counties = ReferenceFilter(Organization, "coverage__county")
    county = ReferenceFilter(Organization, "coverage__county")

    class Meta:
        model = Deployment
        fields: list[str] = []


class TeamFilter(ApiFilterSet):
    """By number, round, deployment, form and words."""

    search = WordsFilter(texts=("name",))
    round = ReferenceFilter(InspectionRound)
    deployment = ReferenceFilter(Deployment)
    form = CodeFilter(Form, "deployment__form")

    class Meta:
        model = Team
        fields: list[str] = []


class AssignmentFilter(ApiFilterSet):
    """By number, place, round, form, team, state, dates and words."""

    search = WordsFilter(texts=("organization__name",))
    round = ReferenceFilter(InspectionRound)
    county = ReferenceFilter(Organization)
    organization = ReferenceFilter(Organization)
    organization_kind = CodeFilter(OrganizationKind, "organization__kind")
    team = ReferenceFilter(Team)
    deployment = ReferenceFilter(Deployment)
    form = CodeFilter(Form)
    state = CodeFilter(AssignmentState)
    year = django_filters.NumberFilter(field_name="round__year")
    entered_on_after, entered_on_before = date_range("entered_on").values()
    left_on_after, left_on_before = date_range("left_on").values()
    feedback_on_after, feedback_on_before = date_range("feedback_on").values()

    class Meta:
        model = Assignment
        fields: list[str] = []


class FindingFilter(ApiFilterSet):
    """By number, place, round, form, category, state, date, amount and words; never by source (AC-09)."""

    search = WordsFilter(indexed=True, number_condition=numbers_known_to)
    round = ReferenceFilter(InspectionRound)
    county = ReferenceFilter(Organization)
    organization = ReferenceFilter(Organization)
    organization_kind = CodeFilter(OrganizationKind, "organization__kind")
    assignment = ReferenceFilter(Assignment)
    category = ReferenceFilter(FindingCategory)
    discipline = CodeFilter(Discipline)
    form = CodeFilter(Form, "assignment__form")
    state = CodeFilter(FindingState)
    systemic = YesNoFilter()
    year = django_filters.NumberFilter(field_name="round__year")
    amount_min = django_filters.NumberFilter(field_name="amount", lookup_expr="gte")
    amount_max = django_filters.NumberFilter(field_name="amount", lookup_expr="lte")
    found_on_after, found_on_before = date_range("found_on").values()
    counted = YesNoFilter(method="by_counted")

    class Meta:
        model = Finding
        fields: list[str] = []

    def by_counted(self, queryset: Any, name: str, value: bool | None) -> QuerySet:
        """What the figures count: 已确认 or later; false filters nothing."""
        return queryset.confirmed() if value else queryset
