"""Pages of a list whose cost does not grow with what is not shown.

No offsets: a page begins after (or before) the last line of its neighbour, found by index. A page link carries
the sort value and key of that line, signed so that it cannot be bent into a probe of hidden values.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core import signing
from django.db.models import F, Q, QuerySet

PAGE_SIZE = 50
# Up to this many rows a list tells its exact count and totals at once; beyond, they are loaded after the page.
COUNT_CAP = 1000
_SALT = "list.cursor"


class BadCursor(Exception):
    """The page link is not one that this server made for this list."""


@dataclass(frozen=True)
class Sort:
    """A sort of a list: an indexed field, its direction, and whether it may be empty."""

    field: str
    descending: bool = False
    nullable: bool = False

    @property
    def unique(self) -> bool:
        """A code needs no second key."""
        return self.field == "code"

    def ordering(self, backwards: bool = False) -> list[Any]:
        """Arguments of `order_by`. Empty values stand last when descending, first when ascending, on both
        databases: the two directions of one index."""
        descending = self.descending != backwards
        if not self.nullable:
            first: Any = f"-{self.field}" if descending else self.field
        elif descending:
            first = F(self.field).desc(nulls_last=True)
        else:
            first = F(self.field).asc(nulls_first=True)
        return [first] if self.unique else [first, "-pk" if descending else "pk"]

    def beyond(self, value: Any, key: str, backwards: bool) -> Q:
        """The rows after the line (value, key) in this direction. The first term alone lets an index seek."""
        descending = self.descending != backwards
        op = "lt" if descending else "gt"
        if self.unique:
            return Q(**{f"{self.field}__{op}": value})
        tie = Q(**{self.field: value, f"pk__{op}": key})
        if value is None:
            tie = Q(**{f"{self.field}__isnull": True, f"pk__{op}": key})
            return tie if descending else tie | Q(**{f"{self.field}__isnull": False})
        further = Q(**{f"{self.field}__{op}": value}) | tie
        if self.nullable and descending:
            return further | Q(**{f"{self.field}__isnull": True})
        return Q(**{f"{self.field}__{op}e": value}) & further


@dataclass(frozen=True)
class Page:
    """The keys of the rows of one page, and the cursors of its neighbours ('' where there is none)."""

    ids: list[UUID]
    after: str = ""
    before: str = ""


def take(queryset: QuerySet, sort: Sort, params: Any, size: int = PAGE_SIZE) -> Page:
    """The page that `params` asks for (``after``, ``before``, ``last``); the first one without.

    Raises BadCursor for a page link that was tampered with or belongs to another sort.
    """
    backwards = bool(params.get("before") or params.get("last"))
    cursor = params.get("after") or params.get("before")
    rows = queryset.order_by(*sort.ordering(backwards))
    if cursor:
        value, key = _read(cursor, sort)
        rows = rows.filter(sort.beyond(value, key, backwards))
    lines = list(rows.values_list("pk", sort.field)[: size + 1])
    more = len(lines) > size
    lines = lines[:size]
    if backwards:
        lines.reverse()
    if not lines:
        return Page([])
    behind = bool(cursor) if not backwards else more
    ahead = more if not backwards else bool(params.get("before"))
    return Page(
        ids=[pk for pk, _ in lines],
        after=_write(lines[-1], sort) if ahead else "",
        before=_write(lines[0], sort) if behind else "",
    )


def _write(line: tuple[UUID, Any], sort: Sort) -> str:
    pk, value = line
    kind = "decimal" if isinstance(value, Decimal) else "date" if isinstance(value, date) else "plain"
    plain = value if kind == "plain" else str(value)
    return signing.dumps([sort.field, kind, plain, str(pk)], salt=_SALT)


def _read(cursor: str, sort: Sort) -> tuple[Any, str]:
    try:
        field, kind, value, key = signing.loads(cursor, salt=_SALT)
    except (signing.BadSignature, ValueError) as fault:
        raise BadCursor from fault
    if field != sort.field:
        raise BadCursor
    if kind == "decimal":
        value = Decimal(value)
    elif kind == "date":
        value = date.fromisoformat(value)
    return value, key


def capped(queryset: QuerySet, cap: int = COUNT_CAP) -> QuerySet:
    """The first rows of a list, one more than `cap`, to count and sum at a bounded cost."""
    return queryset.order_by()[: cap + 1]
