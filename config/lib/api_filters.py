"""Filters and ordering of the API: what is not offered is refused with 400, never ignored (AC-09).

A parameter that were ignored would answer more rows than asked for, and a misspelt or guarded one would look as
if it had worked.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_filters
from django import forms
from django.db import models
from django.db.models import QuerySet
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.exceptions import ValidationError
from rest_framework.filters import BaseFilterBackend

from config.lib.api_references import find, numbered
from config.lib.choices import by_label

# Parameters of the list itself and of the format; everything else must be a filter.
LIST_PARAMETERS = frozenset({"page", "page_size", "ordering", "format"})
UNKNOWN_FILTER = "不支持按此条件筛选。"
UNKNOWN_ORDER = "不支持按此字段排序。"


class _CodeOrLabel(forms.ChoiceField):
    def __init__(self, *args: Any, labels: Mapping[str, str], **kwargs: Any) -> None:
        self.labels = labels
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> str:
        return self.labels.get(plain := super().to_python(value), plain)


class CodeFilter(django_filters.Filter):
    """An enumeration by its code or its Chinese label."""

    field_class = _CodeOrLabel

    def __init__(
        self, choices: type[models.TextChoices], field_name: str | None = None, **kwargs: Any
    ) -> None:
        super().__init__(field_name, choices=choices.choices, labels=by_label(choices), **kwargs)


class NumberedFilter(django_filters.CharFilter):
    """``?code=``: the number this reader knows the rows by."""

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        return qs.filter(numbered(qs.model, self.parent.request.user, value)) if value else qs


class ReferenceFilter(django_filters.CharFilter):
    """Rows that point to an object named by id or number; none where the reader may not see it."""

    def __init__(self, model: type[models.Model], field_name: str | None = None, **kwargs: Any) -> None:
        self.target = model
        super().__init__(field_name, **kwargs)

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        if not value:
            return qs
        found = find(self.target, self.parent.request.user, value)
        return qs.filter(**{f"{self.field_name}__in": found.order_by().values("pk")})


class _YesNo(forms.Field):
    WORDS = {"true": True, "1": True, "是": True, "false": False, "0": False, "否": False}

    def to_python(self, value: Any) -> bool | None:
        if value in (None, ""):
            return None
        try:
            return self.WORDS[str(value).lower()]
        except KeyError:
            raise forms.ValidationError("应为 true 或 false。") from None


class YesNoFilter(django_filters.Filter):
    """true or false; anything else is a 400."""

    field_class = _YesNo


def date_range(field: str) -> dict[str, django_filters.DateFilter]:
    """``<field>_after`` and ``<field>_before``, both ends included."""
    return {
        f"{field}_after": django_filters.DateFilter(field_name=field, lookup_expr="gte"),
        f"{field}_before": django_filters.DateFilter(field_name=field, lookup_expr="lte"),
    }


class ApiFilterSet(django_filters.FilterSet):
    """The filters of one resource."""

    code = NumberedFilter()


class StrictFilters(DjangoFilterBackend):
    """django-filter, and a 400 for parameters that are not offered."""

    def filter_queryset(self, request: Any, queryset: QuerySet, view: Any) -> QuerySet:
        filterset_class = self.get_filterset_class(view, queryset)
        offered = set(filterset_class.base_filters) if filterset_class else set()
        unknown = set(request.query_params) - offered - LIST_PARAMETERS
        if unknown:
            raise ValidationError({name: [UNKNOWN_FILTER] for name in sorted(unknown)})
        repeated = [name for name, values in request.query_params.lists() if len(values) > 1]
        if repeated:
            raise ValidationError({name: ["只能出现一次。"] for name in repeated})
        return super().filter_queryset(request, queryset, view)


class StrictOrdering(BaseFilterBackend):
    """``?ordering=-found_on`` over the view's `orderings` (name -> indexed columns); ties by id."""

    def filter_queryset(self, request: Any, queryset: QuerySet, view: Any) -> QuerySet:
        offered: Mapping[str, tuple[str, ...]] = view.orderings_for(request.user)
        columns: list[str] = []
        for name in filter(None, request.query_params.get("ordering", view.ordering).split(",")):
            field = name.removeprefix("-")
            if field not in offered:
                raise ValidationError({"ordering": [UNKNOWN_ORDER]})
            sign = "-" if name.startswith("-") else ""
            columns += [f"{sign}{column}" for column in offered[field]]
        return queryset.order_by(*columns, "pk")

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        offered = sorted(view.orderings)
        names = [*offered, *(f"-{name}" for name in offered)]
        return [
            {
                "name": "ordering",
                "required": False,
                "in": "query",
                "description": "排序字段，前加 - 为倒序，可用逗号连接多个。",
                "schema": {"type": "string", "example": view.ordering, "x-values": names},
            }
        ]
