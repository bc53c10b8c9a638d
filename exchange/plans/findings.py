"""问题, with the categories that the rounds' trees lack."""

import uuid
from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from exchange import sheets
from exchange.checks.categories import round_of_finding
from exchange.plans.base import NounPlan, Row, compare, existing
from exchange.reader import Workbook
from exchange.world import World
from inspections.choices import FindingState
from inspections.models import Finding, FindingCategory

CATEGORY_COLUMNS = ("id", "round_id", "parent_id", "name", "label", "position")
COLUMNS = (
    "id", "code", "assignment_id", "round_id", "county_id", "organization_id", "category_id", "title", "facts",
    "source", "amount", "systemic", "found_on", "state", "feedback_number",
)  # fmt: skip
NUMBER = COLUMNS.index("feedback_number")
ASSIGNMENT = COLUMNS.index("assignment_id")


def steps(book: Workbook, world: World) -> Iterator[NounPlan]:
    """New categories, then findings."""
    if sheets.FINDINGS.title not in book.tables:
        return
    categories = _Categories(book, world)
    yield categories.plan
    known = existing(Finding, COLUMNS)
    constants = {"discipline": "", "basis": ""}
    plan = NounPlan(Finding, COLUMNS, sheets.FINDINGS, constants, {"imported": True})
    yield compare(plan, _wanted(book, world, categories, known), known)


class _Categories:
    """The trees of the rounds, with what the file adds, by (round's code, label)."""

    def __init__(self, book: Workbook, world: World) -> None:
        rows = FindingCategory.objects.values_list("round__code", "label", "id")
        self.ids: dict[tuple[str, str], UUID] = {(code, label): pk for code, label, pk in rows}
        self.plan = NounPlan(FindingCategory, CATEGORY_COLUMNS)
        table = book.table(sheets.FINDINGS)
        for assignment, label in zip(table["assignment"], table["category"], strict=True):
            self._add(world, round_of_finding(world, assignment), label)

    def _add(self, world: World, in_round: str, label: str) -> None:
        if (in_round, label) in self.ids:
            return
        top, _, name = label.partition("/")
        round_id = world.rounds[in_round].id
        if (in_round, top) not in self.ids:
            self._new(in_round, top, (round_id, None, top, top))
        self._new(in_round, label, (round_id, self.ids[(in_round, top)], name, label))

    def _new(self, in_round: str, label: str, row: Row) -> None:
        self.ids[(in_round, label)] = uuid.uuid4()
        self.plan.new.append((self.ids[(in_round, label)], *row, len(self.ids)))


class _Numbers:
    """Feedback numbers: dense from 1 on each organisation's list; a number once given stays."""

    def __init__(self, known: dict[str, Row]) -> None:
        self.known = known
        self.last: dict[UUID, int] = defaultdict(int)
        for row in known.values():
            self.last[row[ASSIGNMENT]] = max(self.last[row[ASSIGNMENT]], row[NUMBER] or 0)

    def of(self, code: str, assignment: UUID) -> int:
        old = self.known.get(code)
        if old and old[ASSIGNMENT] == assignment and old[NUMBER]:
            return old[NUMBER]
        self.last[assignment] += 1
        return self.last[assignment]


def _wanted(book: Workbook, world: World, categories: _Categories, known: dict[str, Row]) -> Iterator[Row]:
    table = book.table(sheets.FINDINGS)
    names = ("code", "assignment", "category", "title", "facts", "source", "amount", "systemic", "found_on")
    numbers = _Numbers(known)
    places: dict[str, Any] = {}
    # In the order of their codes, so that a list is numbered the same however the file is sorted.
    for code, assignment, label, *rest in sorted(zip(*(table[n] for n in names), strict=True)):
        if assignment not in places:
            places[assignment] = _place(world, assignment)
        in_round, fed_back, place = places[assignment]
        yield (
            world.findings[code].id,
            code,
            *place,
            categories.ids[(in_round, label)],
            *rest,
            FindingState.FED_BACK.value if fed_back else FindingState.CONFIRMED.value,
            numbers.of(code, place[0]) if fed_back else None,
        )


def _place(world: World, assignment: str) -> tuple[str, bool, tuple[Any, ...]]:
    """(round's code, fed back or not, keys of assignment, round, county, organisation)."""
    info = world.assignments[assignment]
    in_round = world.round_of_team(info.team)
    county = world.county_of[info.organization]
    keys = (
        info.id,
        world.rounds[in_round].id,
        world.organizations[county].id if county else None,
        world.organizations[info.organization].id,
    )
    return in_round, info.feedback_on is not None, keys
