"""整改任务, 专项治理建议, 市级交办事项, 县级巡察基线."""

import uuid
from collections.abc import Iterator
from typing import Any

from exchange import sheets
from exchange.plans.base import NounPlan, Row, compare, existing
from exchange.reader import Workbook
from exchange.world import World
from rectification.choices import MatterKind
from rectification.models import AssignedMatter, GovernanceRecommendation, RectificationTask
from reports.models import Baseline

IMPORTED = {"imported": True}
TASK_COLUMNS = (
    "id", "code", "finding_id", "assignment_id", "round_id", "county_id", "inspected_id", "organization_id", "measure",
    "person", "due_on", "state", "cleared_on", "return_reason",
)  # fmt: skip
RECOMMENDATION_COLUMNS = (
    "id", "code", "round_id", "county_id", "addressee_id", "title", "finding_id", "content", "sent_on", "due_on",
    "state", "outcome",
)  # fmt: skip
MATTER_COLUMNS = (
    "id", "code", "round_id", "county_id", "addressee_id", "source", "title", "finding_id", "assigned_on", "due_on",
    "state",
)  # fmt: skip
BASELINE_COLUMNS = ("id", "year", "organizations", "clues")


def steps(book: Workbook, world: World) -> Iterator[NounPlan]:
    """One plan a sheet."""
    for sheet, model, columns, wanted, constants in (
        (sheets.TASKS, RectificationTask, TASK_COLUMNS, _tasks, {}),
        (sheets.RECOMMENDATIONS, GovernanceRecommendation, RECOMMENDATION_COLUMNS, _recommendations, {}),
        (sheets.MATTERS, AssignedMatter, MATTER_COLUMNS, _matters, {"kind": MatterKind.GENERAL.value}),
        (sheets.BASELINES, Baseline, BASELINE_COLUMNS, _baselines, {}),
    ):
        if sheet.title in book.tables:
            known = existing(model, columns)
            plan = NounPlan(model, columns, sheet, constants, IMPORTED)
            yield compare(plan, wanted(book, world, known), known)


def _rows(book: Workbook, sheet: sheets.Sheet) -> Iterator[tuple[Any, ...]]:
    table = book.table(sheet)
    return zip(*(table[field.name] for field in sheet.fields), strict=True)


def _id(known: dict[Any, Row], key: Any) -> uuid.UUID:
    return known[key][0] if key in known else uuid.uuid4()


def _tasks(book: Workbook, world: World, known: dict[Any, Row]) -> Iterator[Row]:
    places: dict[str, tuple[Any, ...]] = {}
    for code, finding, measure, organization, person, due, state, cleared, reason in _rows(
        book, sheets.TASKS
    ):
        found = world.findings[finding]
        if found.assignment not in places:
            places[found.assignment] = _place(world, found.assignment)
        yield (
            _id(known, code), code, found.id, *places[found.assignment], world.organizations[organization].id, measure,
            person or "", due, state, cleared, reason or "",
        )  # fmt: skip


def _place(world: World, assignment: str) -> tuple[Any, ...]:
    """Keys of assignment, round, county and inspected organisation."""
    info = world.assignments[assignment]
    county = world.county_of[info.organization]
    return (
        info.id,
        world.rounds[world.round_of_team(info.team)].id,
        world.organizations[county].id if county else None,
        world.organizations[info.organization].id,
    )


def _addressed(world: World, code: str) -> tuple[Any, Any]:
    """Keys of the county and of the addressee."""
    county = world.county_of[code]
    return (world.organizations[county].id if county else None, world.organizations[code].id)


def _finding(world: World, code: str | None) -> Any:
    return world.findings[code].id if code else None


def _recommendations(book: Workbook, world: World, known: dict[Any, Row]) -> Iterator[Row]:
    rows = _rows(book, sheets.RECOMMENDATIONS)
    for code, in_round, place, title, finding, content, sent, due, state, outcome in rows:
        yield (
            _id(known, code), code, world.rounds[in_round].id, *_addressed(world, place), title,
            _finding(world, finding), content, sent, due, state, outcome or "",
        )  # fmt: skip


def _matters(book: Workbook, world: World, known: dict[Any, Row]) -> Iterator[Row]:
    for code, in_round, place, source, title, finding, assigned, due, state in _rows(book, sheets.MATTERS):
        yield (
            _id(known, code), code, world.rounds[in_round].id, *_addressed(world, place), source, title,
            _finding(world, finding), assigned, due, state,
        )  # fmt: skip


def _baselines(book: Workbook, world: World, known: dict[Any, Row]) -> Iterator[Row]:
    for year, organizations, clues in _rows(book, sheets.BASELINES):
        yield (_id(known, year), year, organizations, clues)
