"""Telling new, changed and unchanged rows apart, and writing them in bulk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from config.lib import bulk
from exchange.sheets import Sheet

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Counts:
    """Rows of a sheet: new, changed, unchanged, wrong."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    wrong: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.new + other.new,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.wrong + other.wrong,
        )


@dataclass
class NounPlan:
    """Rows of one model to insert and to update. Column 0 is the primary key.

    `constants` are written with every row that is written: defaults of new rows, and the mark 历史导入.
    """

    model: type[models.Model]
    columns: tuple[str, ...]
    sheet: Sheet | None = None
    constants: dict[str, Any] = field(default_factory=dict)
    marks: dict[str, Any] = field(default_factory=dict)
    new: list[Row] = field(default_factory=list)
    changed: list[Row] = field(default_factory=list)
    counts: Counts = Counts()

    def write(self) -> None:
        """Two writes at most: updates first, since a new row may take what an old one gives up."""
        if self.changed:
            bulk.update(self.model, (*self.columns, *self.marks), _with(self.changed, self.marks))
        if self.new:
            extra = {**self.constants, **self.marks}
            bulk.insert(self.model, (*self.columns, *extra), _with(self.new, extra))


def _with(rows: Iterable[Row], extra: dict[str, Any]) -> Iterator[Row]:
    tail = tuple(extra.values())
    return (row + tail for row in rows)


def existing(model: Any, columns: tuple[str, ...], key: int = 1) -> dict[Any, Row]:
    """The rows of the database by their key column: one query."""
    rows = model.objects.order_by().values_list(*columns)
    return {row[key]: row for row in rows.iterator(10_000)}


def compare(
    plan: NounPlan, wanted: Iterable[Row], known: dict[Any, Row], key: int = 1, ignored: tuple[str, ...] = ()
) -> NounPlan:
    """Sort the wanted rows into new, changed and unchanged.

    Columns named in `ignored` are written where they differ but make no row count as changed.
    """
    skip = {plan.columns.index(name) for name in ignored}
    new = changed = unchanged = 0
    for row in wanted:
        old = known.get(row[key])
        if old is None:
            plan.new.append(row)
            new += 1
        elif old == row:
            unchanged += 1
        else:
            plan.changed.append(row)
            if skip and _same_but(old, row, skip):
                unchanged += 1
            else:
                changed += 1
    plan.counts = Counts(new, changed, unchanged)
    return plan


def _same_but(old: Row, row: Row, skip: set[int]) -> bool:
    return all(a == b for position, (a, b) in enumerate(zip(old, row, strict=True)) if position not in skip)


@dataclass
class SetPlan:
    """Rows that have no key of their own: the set of one owner is replaced as a whole where it differs."""

    model: type[models.Model]
    columns: tuple[str, ...]
    owner: str
    sheet: Sheet | None = None
    constants: dict[str, Any] = field(default_factory=dict)
    cleared: list[Any] = field(default_factory=list)
    new: list[Row] = field(default_factory=list)
    changed: list[Row] = field(default_factory=list)
    counts: Counts = Counts()

    def write(self) -> None:
        """At most two statements."""
        if self.cleared:
            bulk.delete(self.model, self.owner, self.cleared)
        if rows := [*self.new, *self.changed]:
            bulk.insert(self.model, (*self.columns, *self.constants), _with(rows, self.constants))


def compare_sets(
    plan: SetPlan,
    wanted: dict[Hashable, list[Row]],
    known: dict[Hashable, list[Row]],
    complete: Callable[[Hashable, int, Row], Row],
) -> SetPlan:
    """Replace the sets that differ. `complete(owner, position, row)` makes a whole row of a set's line."""
    new = changed = unchanged = 0
    for owner, rows in wanted.items():
        old = known.get(owner, [])
        if old == rows:
            unchanged += len(rows)
            continue
        whole = [complete(owner, position, row) for position, row in enumerate(rows)]
        if old:
            plan.cleared.append(owner)
            plan.changed += whole
            changed += len(rows)
        else:
            plan.new += whole
            new += len(rows)
    plan.counts = Counts(new, changed, unchanged)
    return plan


def sets_of(model: Any, owner: str, columns: tuple[str, ...]) -> dict[Any, list[Row]]:
    """The sets of the database, in their order, by owner: one query."""
    found: dict[Any, list[Row]] = defaultdict(list)
    for key, *row in model.objects.order_by("position").values_list(owner, *columns).iterator(10_000):
        found[key].append(tuple(row))
    return found
