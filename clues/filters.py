"""The filter bar of clues. Nothing that a reader sees masked can be asked for by filter (AC-09)."""

import django_filters
from django.db.models import Exists, OuterRef, QuerySet

from accounts.choices import OrganizationKind
from clues.choices import ClueState, DisposalKind, Route
from clues.models import Clue, Recovery
from config.lib.filters import ListFilterSet, OptionFilter, WordsFilter
from inspections import options
from inspections.choices import Form

YES_NO = (("true", "是"), ("false", "否"))


def _yes(value: str) -> bool:
    return value == "true"


class ClueFilter(ListFilterSet):
    """By number, place, handler, route, state and dates; never by person or content."""

    search = WordsFilter(label="编号或党组织", texts=("organization__name",))
    round = OptionFilter(label="轮次", field_name="round", options=options.rounds)
    county = OptionFilter(label="县区", field_name="county", options=options.counties)
    state = django_filters.ChoiceFilter(label="状态", choices=ClueState.choices)
    route = django_filters.ChoiceFilter(label="办理层级", choices=Route.choices)
    disposal = django_filters.ChoiceFilter(label="处置方式", choices=DisposalKind.choices)
    form = django_filters.ChoiceFilter(label="组织形式", field_name="assignment__form", choices=Form.choices)
    organization_kind = django_filters.ChoiceFilter(
        label="机构类别", field_name="organization__kind", choices=OrganizationKind.choices
    )
    organization = django_filters.CharFilter(label="机构编码", field_name="organization__code")
    assignment = django_filters.CharFilter(label="任务编码", field_name="assignment__code")
    year = django_filters.NumberFilter(label="年度", field_name="round__year")
    filed = django_filters.TypedChoiceFilter(label="曾立案", choices=YES_NO, coerce=_yes, method="by_filed")
    recovered = django_filters.TypedChoiceFilter(
        label="有收回清退", choices=YES_NO, coerce=_yes, method="by_recovered"
    )
    is_major = django_filters.TypedChoiceFilter(label="重大线索", choices=YES_NO, coerce=_yes)
    transferred_on_after = django_filters.DateFilter(
        label="移交日期自", field_name="transferred_on", lookup_expr="gte"
    )
    transferred_on_before = django_filters.DateFilter(
        label="移交日期至", field_name="transferred_on", lookup_expr="lte"
    )
    counted = django_filters.BooleanFilter(label="计入统计", method="by_counted")

    class Meta:
        model = Clue
        fields: list[str] = []

    def by_filed(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        """Clues that ever led to a filed case, or that did not."""
        return queryset.filter(filed_on__isnull=not value)

    def by_recovered(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        """Clues that brought money back, or that did not."""
        money = Exists(Recovery.objects.filter(clue=OuterRef("pk")))
        return queryset.filter(money if value else ~money)

    def by_counted(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        """What the board's figure counts: 已移交 or later."""
        return queryset.transferred() if value else queryset
