"""The filter bar of findings."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from accounts.choices import OrganizationKind, Role
from config.lib.filters import ListFilterSet, OptionFilter, WordsFilter
from config.lib.scoping import scope_of
from inspections import options
from inspections.choices import FindingState, Form
from inspections.models import Finding

YES_NO = (("true", "是"), ("false", "否"))


def numbers_known_to(request: Any) -> Q:
    """The findings whose office number the reader may know: an inspected organisation knows none."""
    return scope_of(Finding).q(request.user, "finding.view", without=[Role.BO])


class FindingFilter(ListFilterSet):
    """By round, county, form, kind of organisation, category, state, date, amount and words.

    There is no filter on how a problem was found: readers who may not see it could ask by filter (AC-09).
    """

    search = WordsFilter(indexed=True, number_condition=numbers_known_to)
    round = OptionFilter(label="轮次", field_name="round", options=options.rounds)
    county = OptionFilter(label="县区", field_name="county", options=options.counties)
    category = OptionFilter(label="类别", field_name="category__label", options=options.categories)
    state = django_filters.ChoiceFilter(label="状态", choices=FindingState.choices, method="by_state")
    form = django_filters.ChoiceFilter(label="组织形式", field_name="assignment__form", choices=Form.choices)
    organization_kind = django_filters.ChoiceFilter(
        label="机构类别", field_name="organization__kind", choices=OrganizationKind.choices
    )
    organization = django_filters.CharFilter(label="机构编码", field_name="organization__code")
    assignment = django_filters.CharFilter(label="任务编码", field_name="assignment__code")
    year = django_filters.NumberFilter(label="年度", field_name="round__year")
    systemic = django_filters.TypedChoiceFilter(label="系统性", choices=YES_NO, coerce=lambda v: v == "true")
    found_on_after = django_filters.DateFilter(label="发现日期自", field_name="found_on", lookup_expr="gte")
    found_on_before = django_filters.DateFilter(label="发现日期至", field_name="found_on", lookup_expr="lte")
    amount_min = django_filters.NumberFilter(label="金额不低于(万元)", field_name="amount", lookup_expr="gte")
    amount_max = django_filters.NumberFilter(label="金额不高于(万元)", field_name="amount", lookup_expr="lte")
    counted = django_filters.BooleanFilter(label="计入统计", method="by_counted")

    class Meta:
        model = Finding
        fields: list[str] = []

    def by_state(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """One state."""
        return queryset.filter(state=value)

    def by_counted(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        """What the board's figure counts: 已确认 or later."""
        return queryset.confirmed() if value else queryset
