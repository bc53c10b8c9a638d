"""Filters of clues and their outcomes. Nothing that a reader sees masked can be asked for (AC-09)."""

from typing import Any

import django_filters
from django.db.models import QuerySet

from accounts.choices import OrganizationKind
from accounts.models import Organization
from clues.choices import (
    Accountability,
    ClueState,
    DisposalKind,
    RecoveryMethod,
    Route,
    SanctionCategory,
)
from clues.models import Clue, Recovery, Sanction
from config.lib.api_filters import ApiFilterSet, CodeFilter, ReferenceFilter, YesNoFilter, date_range
from config.lib.filters import WordsFilter
from inspections.choices import Form
from inspections.models import Assignment, Finding, InspectionRound


class ClueFilter(ApiFilterSet):
    """`organization` is who handles the clue, `inspected` the organisation it came from (api.md)."""

    search = WordsFilter(texts=("organization__name",))
    round = ReferenceFilter(InspectionRound)
    county = ReferenceFilter(Organization)
    organization = ReferenceFilter(Organization, "handler")
    inspected = ReferenceFilter(Organization, "organization")
    organization_kind = CodeFilter(OrganizationKind, "organization__kind")
    assignment = ReferenceFilter(Assignment)
    finding = ReferenceFilter(Finding)
    form = CodeFilter(Form, "assignment__form")
    state = CodeFilter(ClueState)
    route = CodeFilter(Route)
    disposal = CodeFilter(DisposalKind)
    accountability = CodeFilter(Accountability)
    is_village_cadre = YesNoFilter()
    is_poverty_related = YesNoFilter()
    is_major = YesNoFilter()
    year = django_filters.NumberFilter(field_name="round__year")
    transferred_on_after, transferred_on_before = date_range("transferred_on").values()
    received_on_after, received_on_before = date_range("received_on").values()
    disposed_on_after, disposed_on_before = date_range("disposed_on").values()
    filed_on_after, filed_on_before = date_range("filed_on").values()
    closed_on_after, closed_on_before = date_range("closed_on").values()
    filed = YesNoFilter(method="by_filed")
    counted = YesNoFilter(method="by_counted")

    class Meta:
        model = Clue
        fields: list[str] = []

    def by_filed(self, queryset: QuerySet, name: str, value: bool | None) -> QuerySet:
        """Clues that ever led to a filed case, or that did not."""
        return queryset if value is None else queryset.filter(filed_on__isnull=not value)

    def by_counted(self, queryset: Any, name: str, value: bool | None) -> QuerySet:
        """What the figures count: 已移交 or later; false filters nothing."""
        return queryset.transferred() if value else queryset


class SanctionFilter(django_filters.FilterSet):
    """By clue, category, kind and date; never by person."""

    clue = ReferenceFilter(Clue)
    category = CodeFilter(SanctionCategory)
    kind = django_filters.CharFilter()
    decided_on_after, decided_on_before = date_range("decided_on").values()

    class Meta:
        model = Sanction
        fields: list[str] = []


class RecoveryFilter(django_filters.FilterSet):
    """By clue, method, voucher and date."""

    clue = ReferenceFilter(Clue)
    method = CodeFilter(RecoveryMethod)
    voucher = django_filters.CharFilter()
    on_after, on_before = date_range("recovered_on").values()

    class Meta:
        model = Recovery
        fields: list[str] = []
