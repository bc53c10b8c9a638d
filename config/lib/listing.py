"""The one way a list page works: scope, filter, sort, choose columns, totals, page.

An app declares a `ListPage` per noun (in its `tables.py`) and its view calls `list_response`. The same declaration
serves the page, its lazily loaded totals, and the Excel export of exactly what is filtered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django_filters import FilterSet

from config.lib import navigation, paging, tables
from config.lib.paging import BadCursor, Page, Sort
from config.lib.tables import Column

# Parameters of the page itself; everything else in the address is a filter.
PAGE_PARAMETERS = frozenset({"after", "before", "last", "sort", "cols", "totals"})
ROUND_PARAMETER = "round"


@dataclass(frozen=True)
class Total:
    """One figure over what is filtered: label, value and unit."""

    label: str
    value: tables.Value
    unit: str = ""

    @property
    def text(self) -> str:
        """The value as people read it."""
        return tables.as_text(self.value)


@dataclass(frozen=True)
class ListPage:
    """A list of one noun.

    `scoped(user)` gives the rows the reader may see, bare; `shown(queryset, user)` adds what the columns need
    (joins and per-row rights) and is applied to one page or one export only. `totals(queryset)` sums what is
    filtered. `row_url(row)` is the address of a line.
    """

    key: str
    title: str
    group: str
    action: str
    model: type[Model]
    columns: tuple[Column, ...]
    filterset: type[FilterSet]
    row_url: Callable[[Any], str]
    shown: Callable[[QuerySet, Any], QuerySet]
    sort: Sort = field(default_factory=lambda: Sort("code"))
    totals: Callable[[QuerySet], list[Total]] | None = None
    unit: str = "条"
    follows_round: bool = True
    export_action: str = ""
    template: str = "layout/list.html"
    scope_action: str = ""

    def scoped(self, user: Any) -> QuerySet:
        """The rows this reader may see."""
        return self.model.objects.visible_to(user, self.scope_action or self.action)  # type: ignore[attr-defined]

    def lines(self, rows: QuerySet, user: Any, columns: Iterable[Column]) -> QuerySet:
        """Rows with what these columns read, and nothing else, where they tell what that is (`Column.needs`)."""
        found = self.shown(rows, user)
        needs = {path for column in columns for path in column.needs}
        if not needs:
            return found
        related = {path.rpartition("__")[0] for path in needs if "__" in path}
        return (found.select_related(*related) if related else found).only(*needs)

    def filtered(self, request_data: QueryDict, user: Any, request: HttpRequest | None = None) -> FilterSet:
        """The filter set over the reader's rows; its `qs` is what page, totals and export show."""
        return self.filterset(request_data, queryset=self.scoped(user), request=request or _AsRequest(user))


class _AsRequest:
    """What a filter set needs of a request, for exports that run in the background."""

    def __init__(self, user: Any) -> None:
        self.user = user


_pages: dict[str, ListPage] = {}


def declare(page: ListPage) -> ListPage:
    """Register a list under its URL name, so that exports and saved views find it."""
    if page.key in _pages:
        raise ValueError(f"list {page.key} is declared already")
    _pages[page.key] = page
    return page


def page_of(key: str) -> ListPage:
    """The declared list. KeyError for an unknown key."""
    return _pages[key]


def declared_pages() -> list[ListPage]:
    """All lists, for the tests that walk them."""
    return list(_pages.values())


SavedViews = Callable[[HttpRequest, str, str], dict[str, Any]]
_saved_views: list[SavedViews] = []


def register_saved_views(source: SavedViews) -> None:
    """Tell where kept filters come from: called with request, list and present query, answers template context."""
    _saved_views[:] = [source]


def list_response(request: HttpRequest, page: ListPage, **extra: Any) -> HttpResponse:
    """Answer a list page, or its totals alone for ``?totals=1`` (loaded after the page where counting is dear)."""
    data = filter_data(request, page)
    filters = page.filtered(data, request.user, request)
    if request.GET.get("totals"):
        return render(request, "components/totals.html", {"totals": _all_totals(page, filters.qs)})
    return render(request, page.template, {**list_context(request, page, filters), **extra})


def filter_data(request: HttpRequest, page: ListPage) -> QueryDict:
    """The filters of this request; the round of the frame's switcher where none is named."""
    data = request.GET.copy()
    for name in PAGE_PARAMETERS:
        data.pop(name, None)
    if (
        page.follows_round
        and ROUND_PARAMETER not in data
        and (followed := navigation.followed_round(request))
    ):
        data[ROUND_PARAMETER] = followed
    return data


def list_context(request: HttpRequest, page: ListPage, filters: FilterSet) -> dict[str, Any]:
    """Everything the list template shows."""
    columns = tables.offered(page.columns, request.user)
    shown = tables.chosen(columns, request.GET.get("cols", ""))
    sort = tables.sort_of(columns, request.GET.get("sort", ""), page.sort)
    try:
        found = paging.take(filters.qs, sort, request.GET)
    except BadCursor as fault:
        raise Http404 from fault
    return {
        "page": page,
        "title": page.title,
        "filter": filters,
        "table": {"columns": _heads(request, shown, sort), "rows": _rows(page, shown, found, request.user)},
        "columns_offered": [{"key": c.key, "label": c.label, "checked": c in shown} for c in columns],
        "pagination": _links(request, found),
        "export_url": _export_url(request, page),
        "export_query": export_query(request, page),
        "active_filters": sum(
            1 for name, value in filters.data.items() if value and name not in PAGE_PARAMETERS
        ),
        **_totals_context(request, page, filters.qs),
        **(_saved_views[0](request, page.key, address(request)[1:]) if _saved_views else {}),
    }


def _rows(page: ListPage, columns: list[Column], found: Page, user: Any) -> list[dict[str, Any]]:
    # The keys come from an index; only the lines shown pay for joins and rights.
    lines = page.lines(page.model._default_manager.filter(pk__in=found.ids), user, columns)
    by_key = {line.pk: line for line in lines}
    return [
        {"id": str(key), "url": page.row_url(row), "cells": [column.cell(row) for column in columns]}
        for key in found.ids
        if (row := by_key.get(key)) is not None
    ]


def _heads(request: HttpRequest, columns: list[Column], sort: Sort) -> list[dict[str, str]]:
    heads = []
    for column in columns:
        current = column.sort != "" and column.sort == sort.field
        turned = f"-{column.sort}" if current and not sort.descending else column.sort
        heads.append(
            {
                "key": column.key,
                "label": column.label,
                "css": column.css,
                "sort_url": address(request, sort=turned) if column.sort else "",
                "sorted": ("desc" if sort.descending else "asc") if current else "",
            }
        )
    return heads


def address(request: HttpRequest, **changes: str) -> str:
    """The address of this list with some page parameters changed; a new sort begins at the first page."""
    data = request.GET.copy()
    for name in ("after", "before", "last", "totals"):
        data.pop(name, None)
    for name, value in changes.items():
        data[name] = value
    return f"?{data.urlencode()}"


def _links(request: HttpRequest, found: Page) -> dict[str, str]:
    return {
        "first": address(request) if found.before else "",
        "previous": address(request, before=found.before) if found.before else "",
        "next": address(request, after=found.after) if found.after else "",
        "last": address(request, last="1") if found.after else "",
    }


def _totals_context(request: HttpRequest, page: ListPage, rows: QuerySet) -> dict[str, Any]:
    """Count and totals of what is filtered: at once while cheap, else left to a second request."""
    few = paging.capped(rows)
    totals = _all_totals(page, few)
    if int(totals[0].value or 0) <= paging.COUNT_CAP:  # type: ignore[arg-type]
        return {"totals": totals, "totals_url": ""}
    return {"totals": [], "totals_url": address(request, totals="1")}


def _all_totals(page: ListPage, rows: QuerySet) -> list[Total]:
    if page.totals is None:
        return [Total("共", rows.count(), page.unit)]
    return page.totals(rows)


def _export_url(request: HttpRequest, page: ListPage) -> str:
    if not page.export_action or not request.user.access.can(page.export_action):  # type: ignore[union-attr]
        return ""
    return reverse("exchange:list_export", args=[page.key])


def export_query(request: HttpRequest, page: ListPage) -> str:
    """What the export form sends along: the filters, sort and columns in force."""
    data = filter_data(request, page)
    kept = {name: request.GET[name] for name in ("sort", "cols") if name in request.GET}
    return urlencode([*((name, value) for name, values in data.lists() for value in values), *kept.items()])
