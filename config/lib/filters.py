"""What the filter bars of list pages have in common (django-filter)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.functional import cached_property

from config.lib import textindex

# (code for the address, label for people, key for the query)
Option = tuple[str, str, Any]


class OptionFilter(django_filters.ChoiceFilter):
    """A choice among rows the reader may see, named in the address by their code.

    `options(request)` is asked once per request and gives (code, label, key); the query compares keys, so no
    join is paid for a code.
    """

    def __init__(self, *args: Any, options: Callable[[Any], list[Option]], **kwargs: Any) -> None:
        self.options = options
        super().__init__(*args, choices=[], **kwargs)

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        if not value:
            return qs
        keys = {code: key for code, _, key in self.options(self.parent.request)}
        return qs.filter(**{self.field_name: keys[value]}) if value in keys else qs.none()


class ListFilterSet(django_filters.FilterSet):
    """A filter bar. A value that is not offered finds nothing and says so, instead of being ignored."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in self.filters.values():
            if isinstance(one, OptionFilter):
                one.extra["choices"] = [(code, label) for code, label, _ in one.options(self.request)]

    @cached_property
    def qs(self) -> QuerySet:
        """The filtered rows; none where a filter is wrong."""
        rows = super().qs
        return rows.none() if self.is_bound and self.errors else rows


def once_per_request(name: str) -> Callable[[Callable[[Any], Any]], Callable[[Any], Any]]:
    """Keep what a function finds out for a request on that request; several parts of a page ask for it."""

    def wrap(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
        attribute = f"_once_{name}"

        def ask(request: Any) -> Any:
            if not hasattr(request, attribute):
                setattr(request, attribute, function(request))
            return getattr(request, attribute)

        return ask

    return wrap


class WordsFilter(django_filters.CharFilter):
    """Words or a number typed by the reader.

    `texts` are searched for the words, `numbers` for the exact number or its beginning. With `indexed` the words
    are looked up in the text index of the model instead: for tables that grow without limit.
    `number_condition(request)` narrows the rows whose number this reader may know at all.
    """

    def __init__(
        self,
        *args: Any,
        texts: tuple[str, ...] = (),
        numbers: tuple[str, ...] = ("code",),
        number_condition: Callable[[Any], Q] | None = None,
        indexed: bool = False,
        **kwargs: Any,
    ) -> None:
        self.texts, self.numbers, self.number_condition = texts, numbers, number_condition
        self.indexed = indexed
        kwargs.setdefault("label", "搜索")
        super().__init__(*args, **kwargs)

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        value = (value or "").strip()
        if not value:
            return qs
        by_number = Q()
        for field in self.numbers:
            by_number |= Q(**{f"{field}__istartswith": value})
        if self.number_condition is not None:
            by_number &= self.number_condition(self.parent.request)
        return qs.filter(by_number | self._by_text(qs.model, value))

    def _by_text(self, model: Any, value: str) -> Q:
        if self.indexed:
            return textindex.matching(model, value)
        by_text = Q()
        for field in self.texts:
            by_text |= _holds(model, field, value)
        return by_text


def _holds(model: Any, field: str, value: str) -> Q:
    """The words in a field; a field of a related object is looked up there first, where there are few rows."""
    if "__" not in field:
        return Q(**{f"{field}__icontains": value})
    relation, _, name = field.partition("__")
    related = model._meta.get_field(relation).related_model._base_manager
    return Q(**{f"{relation}__in": related.filter(**{f"{name}__icontains": value}).values("pk")})
