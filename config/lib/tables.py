"""Columns of a list, declared once for the page, the print and the Excel file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from config.lib.paging import Sort

# A cell is a plain dict because templates read dicts fastest: 50 rows of 9 cells are drawn on every list page.
Cell = dict[str, str]
Value = str | int | Decimal | date | None


@dataclass(frozen=True)
class Column:
    """One column.

    `value(row)` gives the value for page and Excel; `badge(row)` its colour class; `link(row)` an address, '' for
    none. `sort` names an indexed field. `action` hides the whole column from whoever lacks that action;
    `right` names a boolean annotation of the row (see `with_right`) without which the cell stays empty.
    `needs` are the fields that `value` reads, also of related objects (``organization__name``).
    """

    key: str
    label: str
    value: Callable[[Any], Value]
    css: str = ""
    sort: str = ""
    nullable: bool = False
    default: bool = True
    badge: Callable[[Any], str] | None = None
    link: Callable[[Any], str] | None = None
    action: str = ""
    right: str = ""
    needs: tuple[str, ...] = ()
    width: int = 16

    def read(self, row: Any) -> Value:
        """The value this reader may see in this row."""
        return None if self.right and not getattr(row, self.right) else self.value(row)

    def cell(self, row: Any) -> Cell:
        """What the template draws."""
        return {
            "text": as_text(self.read(row)),
            "url": self.link(row) if self.link else "",
            "badge": self.badge(row) if self.badge else "",
            "css": self.css,
        }


def as_text(value: Value) -> str:
    """A value as people read it: amounts with two decimals and thousands, dates as 2019-12-31."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:,.2f}"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def offered(columns: Iterable[Column], user: Any) -> list[Column]:
    """The columns this reader may have at all."""
    return [column for column in columns if not column.action or user.access.can(column.action)]


def chosen(columns: list[Column], wanted: str) -> list[Column]:
    """The columns of ``?cols=a,b,c`` in the declared order; the default ones for an empty or unknown choice."""
    keys = set(wanted.split(",")) if wanted else set()
    picked = [column for column in columns if column.key in keys]
    return picked or [column for column in columns if column.default]


def sort_of(columns: list[Column], asked: str, default: Sort) -> Sort:
    """The sort of ``?sort=-found_on``; the default one for what no column offers."""
    field = asked.removeprefix("-")
    for column in columns:
        if column.sort and column.sort == field:
            return Sort(field, descending=asked.startswith("-"), nullable=column.nullable)
    return default
