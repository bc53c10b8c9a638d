"""人才库: inspectors, where they served, where their relatives serve."""

import uuid
from collections.abc import Iterator
from typing import Any

from config.lib.pinyin import pinyin_of
from exchange import sheets
from exchange.plans.base import Counts, NounPlan, SetPlan, compare, compare_sets, existing, sets_of
from exchange.reader import Workbook
from exchange.world import World
from inspections.models import Inspector, PastOrganization, RelativeOrganization

COLUMNS = (
    "id", "number", "name", "pinyin", "gender", "organization_id", "native_place", "post", "specialities",
    "qualification",
)  # fmt: skip
LINKS = ((PastOrganization, "past"), (RelativeOrganization, "relatives"))


def steps(book: Workbook, world: World) -> Iterator[NounPlan | SetPlan]:
    """Inspectors, then the two lists of organisations of each. A changed list makes its inspector changed."""
    if sheets.INSPECTORS.title not in book.tables:
        return
    known = existing(Inspector, COLUMNS)
    plan = NounPlan(Inspector, COLUMNS, sheets.INSPECTORS, marks={"imported": True})
    compare(plan, _wanted(book, world, known), known)
    links = [_links(book, world, model, column) for model, column in LINKS]
    touched = {owner for link in links for owner in link.touched}
    written = {row[0] for row in (*plan.new, *plan.changed)}
    moved = len(touched - written)
    plan.counts += Counts(changed=moved, unchanged=-moved)
    yield plan
    yield from (link.plan for link in links)


def _wanted(book: Workbook, world: World, known: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    table = book.table(sheets.INSPECTORS)
    names = (
        "number",
        "name",
        "gender",
        "organization",
        "native_place",
        "post",
        "specialities",
        "qualification",
    )
    for number, name, gender, organization, *rest, qualification in zip(
        *(table[n] for n in names), strict=True
    ):
        old = known.get(number)
        yield (
            world.inspectors[number].id,
            number,
            name,
            old[3] if old and old[2] == name else pinyin_of(name),
            gender or "",
            world.organizations[organization].id,
            *(text or "" for text in rest),
            qualification,
        )


class _Links:
    def __init__(self, plan: SetPlan, touched: set[Any]) -> None:
        self.plan, self.touched = plan, touched


def _links(book: Workbook, world: World, model: Any, column: str) -> _Links:
    table = book.table(sheets.INSPECTORS)
    wanted = {
        world.inspectors[number].id: [(world.organizations[code].id,) for code in codes or ()]
        for number, codes in zip(table["number"], table[column], strict=True)
    }
    known = sets_of(model, "inspector_id", ("organization_id",))
    plan = SetPlan(model, ("id", "inspector_id", "organization_id", "position"), "inspector_id")
    compare_sets(plan, wanted, known, lambda owner, position, row: (uuid.uuid4(), owner, *row, position))
    touched = {owner for owner, rows in wanted.items() if known.get(owner, []) != rows}
    return _Links(plan, touched)
