"""The filter bar of deployments."""

import django_filters

from config.lib.filters import ListFilterSet, OptionFilter, WordsFilter
from inspections import options
from inspections.choices import Form
from inspections.models import Deployment


class DeploymentFilter(ListFilterSet):
    """By words, round, form and covered county."""

    search = WordsFilter(texts=("name",))
    round = OptionFilter(label="轮次", field_name="round", options=options.rounds)
    form = django_filters.ChoiceFilter(label="组织形式", choices=Form.choices)
    county = OptionFilter(label="县区", field_name="coverage__county", options=options.counties)

    class Meta:
        model = Deployment
        fields: list[str] = []
