"""The first lines of a list, shown on the page of an object they belong to, with a link to the whole list."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.urls import reverse

from config.lib import tables
from config.lib.listing import ListPage
from config.lib.panels import Panel
from config.lib.tables import Column

LINES = 10
HITS = 5


def excerpt(
    page: ListPage,
    user: Any,
    condition: Q,
    *,
    leave_out: tuple[str, ...] = (),
    title: str = "",
    **filters: Any,
) -> Panel | None:
    """A panel with up to ten lines of `page` that meet `condition`; None where the reader sees none.

    `leave_out` drops columns that say the same in every line; `filters` are the parameters of the whole list.
    One query.
    """
    if not user.access.can(page.action):
        return None
    columns = [c for c in tables.offered(page.columns, user) if c.default and c.key not in leave_out]
    rows = page.lines(page.scoped(user).filter(condition), user, columns)
    lines = list(rows.order_by(*page.sort.ordering())[: LINES + 1])
    if not lines:
        return None
    more = len(lines) > LINES and filters
    return _panel(
        page, lines[:LINES], columns, title or page.title, _whole_list(page, filters) if more else ""
    )


def first_hits(page: ListPage, user: Any, found: QuerySet, **filters: Any) -> Panel | None:
    """A panel with the first lines of `found`, rows of `page` that the reader may see; None where there are none.

    One query. The link to the whole list is always there: it is the place to narrow the search.
    """
    columns = [c for c in tables.offered(page.columns, user) if c.default]
    lines = list(page.lines(found, user, columns).order_by(*page.sort.ordering())[: HITS + 1])
    if not lines:
        return None
    note = f"前 {HITS} 条" if len(lines) > HITS else f"{len(lines)} 条"
    panel = _panel(page, lines[:HITS], columns, page.title, _whole_list(page, filters))
    panel.context["note"] = note
    return panel


def _whole_list(page: ListPage, filters: dict[str, Any]) -> str:
    return f"{reverse(page.key)}?{urlencode(filters)}"


def _panel(page: ListPage, lines: list[Any], columns: list[Column], title: str, more_url: str) -> Panel:
    return Panel(
        key=page.key,
        title=title,
        template="components/excerpt.html",
        context={
            "table": {
                "columns": [
                    {"key": c.key, "label": c.label, "css": c.css, "sort_url": "", "sorted": ""}
                    for c in columns
                ],
                "rows": [
                    {"id": str(row.pk), "url": page.row_url(row), "cells": [c.cell(row) for c in columns]}
                    for row in lines
                ],
            },
            "caption": title,
            "more_url": more_url,
        },
    )


def excerpts(*panels: Panel | None) -> list[Panel]:
    """The panels that have something to show."""
    return [panel for panel in panels if panel is not None]
