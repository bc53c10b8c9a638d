"""The filter bar of the inspector pool."""

import django_filters

from config.lib.filters import ListFilterSet, OptionFilter, WordsFilter
from inspections import options
from inspections.choices import Qualification
from inspections.models import Inspector


class InspectorFilter(ListFilterSet):
    """By name, number or pinyin, county, qualification and speciality."""

    search = WordsFilter(texts=("name", "pinyin"), numbers=("number",))
    county = OptionFilter(label="县区", field_name="organization__county", options=options.counties)
    qualification = django_filters.ChoiceFilter(label="可任职务", choices=Qualification.choices)
    speciality = django_filters.CharFilter(
        label="专业特长", field_name="specialities", lookup_expr="icontains"
    )

    class Meta:
        model = Inspector
        fields: list[str] = []
