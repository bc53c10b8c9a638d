"""The filter bar of teams."""

import django_filters

from config.lib.filters import ListFilterSet, OptionFilter, WordsFilter
from inspections import options
from inspections.choices import Form
from inspections.models import Team


class TeamFilter(ListFilterSet):
    """By words, round, form and deployment."""

    search = WordsFilter(texts=("name",))
    round = OptionFilter(label="轮次", field_name="round", options=options.rounds)
    form = django_filters.ChoiceFilter(label="组织形式", field_name="deployment__form", choices=Form.choices)
    deployment = django_filters.CharFilter(label="组织单元编码", field_name="deployment__code")

    class Meta:
        model = Team
        fields: list[str] = []
