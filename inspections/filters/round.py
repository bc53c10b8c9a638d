"""The filter bar of rounds."""

import django_filters

from config.lib.filters import ListFilterSet, WordsFilter
from inspections.choices import RoundState
from inspections.models import InspectionRound


class RoundFilter(ListFilterSet):
    """By words, year and state."""

    search = WordsFilter(texts=("name",))
    year = django_filters.NumberFilter(label="年度")
    state = django_filters.ChoiceFilter(label="状态", choices=RoundState.choices)

    class Meta:
        model = InspectionRound
        fields: list[str] = []
