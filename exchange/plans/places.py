"""机构: rows and the tree."""

from collections.abc import Iterator
from dataclasses import dataclass

from accounts.models import Organization
from config.lib import bulk
from config.lib.pinyin import pinyin_of
from exchange import sheets
from exchange.plans.base import NounPlan, Row, compare, existing
from exchange.reader import Workbook
from exchange.world import World

COLUMNS = ("id", "code", "name", "pinyin", "kind", "division_code", "path", "depth", "numchild", "county_id")


@dataclass
class TreePlan(NounPlan):
    """Organisations. Two may change places in the tree, so changed paths are first moved out of each other's way."""

    def write(self) -> None:
        """At most three statements."""
        if self.changed:
            aside = ((row[0], f"~{position:09d}") for position, row in enumerate(self.changed))
            bulk.update(self.model, ("id", "path"), aside)
        super().write()


def steps(book: Workbook, world: World) -> Iterator[NounPlan]:
    """One plan: every organisation whose row or place in the tree is not as it should be."""
    if sheets.ORGANIZATIONS.title not in book.tables:
        return
    table = book.table(sheets.ORGANIZATIONS)
    known = existing(Organization, COLUMNS)
    divisions = dict(zip(table["code"], table["division_code"], strict=True))
    in_file = set(table["code"])
    plan = TreePlan(Organization, COLUMNS, sheets.ORGANIZATIONS)
    wanted = list(_wanted(world, known, divisions))
    compare(plan, (row for row in wanted if row[1] in in_file), known, ignored=("numchild",))
    counts = plan.counts
    # Others move in the tree or gain children; they are written, not counted.
    compare(plan, (row for row in wanted if row[1] not in in_file), known)
    plan.counts = counts
    yield plan


def _wanted(world: World, known: dict[str, Row], divisions: dict[str, str | None]) -> Iterator[Row]:
    for code, (path, numchild) in _tree(world, known).items():
        org = world.organizations[code]
        old = known.get(code)
        county = world.county_of[code]
        yield (
            org.id,
            code,
            org.name,
            old[3] if old and old[2] == org.name else pinyin_of(org.name),
            org.kind,
            (divisions[code] or "") if code in divisions else (old[5] if old else ""),
            path,
            len(path) // Organization.steplen,
            numchild,
            world.organizations[county].id if county else None,
        )


def _tree(world: World, known: dict[str, Row]) -> dict[str, tuple[str, int]]:
    """Code -> (path, number of children), in treebeard's notation; known siblings keep their order, new ones follow."""
    order = {code: (row[6], "") for code, row in known.items()}
    tree: dict[str, tuple[str, int]] = {}
    roots = [code for code, org in world.organizations.items() if org.parent is None]
    waiting = [("", 0, roots)]
    while waiting:
        parent_path, depth, codes = waiting.pop()
        # A new sibling sorts behind the known ones ('~' is after every path) and then by its place in the file.
        for step, code in enumerate(sorted(codes, key=lambda one: order.get(one, ("~", ""))), 1):
            path = Organization._get_path(parent_path, depth + 1, step)
            below = world.children.get(code, [])
            tree[code] = (path, len(below))
            waiting.append((path, depth + 1, below))
    return tree
