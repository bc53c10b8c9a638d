"""线索, 处理结果, 资金收缴."""

import uuid
from collections import defaultdict
from collections.abc import Hashable, Iterator
from typing import Any

from clues.choices import ClueState
from clues.models import Clue, Recovery, Sanction
from clues.routing import decide
from exchange import sheets
from exchange.checks.clues import facts_of
from exchange.plans.base import NounPlan, Row, SetPlan, compare, compare_sets, existing, sets_of
from exchange.reader import Table, Workbook
from exchange.world import World

COLUMNS = (
    "id", "code", "finding_id", "assignment_id", "round_id", "county_id", "organization_id", "handler_id",
    "subject_name", "subject_post", "is_village_cadre", "is_poverty_related", "is_major", "content", "route",
    "route_reasons", "state", "transferred_on", "received_on", "disposal", "disposed_on", "filed_on", "closed_on",
    "accountability",
)  # fmt: skip
IMPORTED = {"imported": True}


def steps(book: Workbook, world: World) -> Iterator[NounPlan | SetPlan]:
    """Clues, then the sets of outcomes of the clues that the file names."""
    if sheets.CLUES.title in book.tables:
        plan = NounPlan(Clue, COLUMNS, sheets.CLUES, marks=IMPORTED)
        table = book.table(sheets.CLUES)
        wanted = (_clue(table, index, world) for index in range(len(table)))
        yield compare(plan, wanted, existing(Clue, COLUMNS))
    yield from _outcomes(
        book, world, sheets.SANCTIONS, Sanction, ("person_name", "category", "kind", "decided_on")
    )
    yield from _outcomes(
        book, world, sheets.RECOVERIES, Recovery, ("method", "amount", "recovered_on", "voucher")
    )


def _clue(table: Table, index: int, world: World) -> Row:
    def at(name: str) -> Any:
        return table[name][index]

    code = at("code")
    finding = world.findings[at("finding")]
    assignment = world.assignments[finding.assignment]
    county = world.county_of[assignment.organization]
    facts = facts_of(table, index, world)
    assert facts is not None, "a checked row has its facts"
    decision = decide(facts)
    return (
        world.clues[code].id,
        code,
        finding.id,
        assignment.id,
        world.rounds[world.round_of_team(assignment.team)].id,
        world.organizations[county].id if county else None,
        world.organizations[assignment.organization].id,
        world.organizations[at("handler")].id,
        at("subject_name"),
        at("subject_post") or "",
        at("is_village_cadre"),
        at("is_poverty_related"),
        at("is_major"),
        at("content"),
        decision.route.value,
        decision.reasons,
        state_of(at),
        at("transferred_on"),
        at("received_on"),
        at("disposal") or "",
        at("disposed_on"),
        at("filed_on"),
        at("closed_on"),
        at("accountability") or "",
    )


def state_of(at: Any) -> str:
    """The last date it has (workbook.md, "What the dates imply")."""
    for name, state in (
        ("closed_on", ClueState.CLOSED),
        ("filed_on", ClueState.FILED),
        ("disposed_on", ClueState.IN_HAND),
        ("received_on", ClueState.RECEIVED),
    ):
        if at(name):
            return state.value
    return ClueState.TRANSFERRED.value


def _outcomes(
    book: Workbook, world: World, sheet: sheets.Sheet, model: Any, columns: tuple[str, ...]
) -> Iterator[SetPlan]:
    if sheet.title not in book.tables:
        return
    table = book.table(sheet)
    wanted: dict[Hashable, list[Row]] = defaultdict(list)
    for clue, *row in zip(table["clue"], *(table[name] for name in columns), strict=True):
        wanted[world.clues[clue].id].append(tuple("" if value is None else value for value in row))
    plan = SetPlan(model, ("id", "clue_id", *columns, "position"), "clue_id", sheet, IMPORTED)
    known = sets_of(model, "clue_id", columns)
    yield compare_sets(plan, wanted, known, lambda owner, n, row: (uuid.uuid4(), owner, *row, n))
