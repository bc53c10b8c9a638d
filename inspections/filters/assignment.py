"""The filter bar of assignments."""

import django_filters

from accounts.choices import OrganizationKind
from config.lib.filters import ListFilterSet, OptionFilter, WordsFilter
from inspections import options
from inspections.choices import AssignmentState, Form
from inspections.models import Assignment


class AssignmentFilter(ListFilterSet):
    """By words, round, county, form, kind of organisation, team and state."""

    search = WordsFilter(texts=("organization__name",))
    round = OptionFilter(label="轮次", field_name="round", options=options.rounds)
    county = OptionFilter(label="县区", field_name="county", options=options.counties)
    form = django_filters.ChoiceFilter(label="组织形式", choices=Form.choices)
    organization = django_filters.CharFilter(label="机构编码", field_name="organization__code")
    organization_kind = django_filters.ChoiceFilter(
        label="机构类别", field_name="organization__kind", choices=OrganizationKind.choices
    )
    state = django_filters.ChoiceFilter(label="状态", choices=AssignmentState.choices)
    team = django_filters.CharFilter(label="巡察组编码", field_name="team__code")
    year = django_filters.NumberFilter(label="年度", field_name="round__year")

    class Meta:
        model = Assignment
        fields: list[str] = []
