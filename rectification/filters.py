"""The filter bars of tasks, recommendations and matters."""

import django_filters
from django.db.models import QuerySet
from django.utils import timezone

from accounts.choices import OrganizationKind
from config.lib.filters import ListFilterSet, OptionFilter, WordsFilter
from inspections import options
from inspections.choices import Form
from rectification.choices import MatterSource, ProgressState, ReturnReason, TaskState
from rectification.models import AssignedMatter, GovernanceRecommendation, RectificationTask


class TaskFilter(ListFilterSet):
    """By words, place, state, reason of return and due date."""

    search = WordsFilter(indexed=True)
    round = OptionFilter(label="轮次", field_name="round", options=options.rounds)
    county = OptionFilter(label="县区", field_name="county", options=options.counties)
    state = django_filters.ChoiceFilter(label="状态", choices=TaskState.choices)
    return_reason = django_filters.ChoiceFilter(label="退回原因", choices=ReturnReason.choices)
    overdue = django_filters.BooleanFilter(label="已超期", method="by_overdue")
    form = django_filters.ChoiceFilter(label="组织形式", field_name="assignment__form", choices=Form.choices)
    organization_kind = django_filters.ChoiceFilter(
        label="机构类别", field_name="inspected__kind", choices=OrganizationKind.choices
    )
    organization = django_filters.CharFilter(label="责任单位编码", field_name="organization__code")
    assignment = django_filters.CharFilter(label="任务编码", field_name="assignment__code")
    year = django_filters.NumberFilter(label="年度", field_name="round__year")
    due_on_after = django_filters.DateFilter(label="时限自", field_name="due_on", lookup_expr="gte")
    due_on_before = django_filters.DateFilter(label="时限至", field_name="due_on", lookup_expr="lte")

    class Meta:
        model = RectificationTask
        fields: list[str] = []

    def by_overdue(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        """Tasks past their date that are neither submitted nor cleared."""
        late = {"due_on__lt": timezone.localdate(), "state__in": [TaskState.OPEN, TaskState.RETURNED]}
        return queryset.filter(**late) if value else queryset.exclude(**late)


class RecommendationFilter(ListFilterSet):
    """By words, place and state."""

    search = WordsFilter(indexed=True)
    round = OptionFilter(label="轮次", field_name="round", options=options.rounds)
    county = OptionFilter(label="县区", field_name="county", options=options.counties)
    state = django_filters.ChoiceFilter(label="状态", choices=ProgressState.choices)

    class Meta:
        model = GovernanceRecommendation
        fields: list[str] = []


class MatterFilter(ListFilterSet):
    """By words, place, source and state."""

    search = WordsFilter(indexed=True)
    round = OptionFilter(label="轮次", field_name="round", options=options.rounds)
    county = OptionFilter(label="县区", field_name="county", options=options.counties)
    source = django_filters.ChoiceFilter(label="来源", choices=MatterSource.choices)
    state = django_filters.ChoiceFilter(label="状态", choices=ProgressState.choices)

    class Meta:
        model = AssignedMatter
        fields: list[str] = []
