"""Clues: the order of their steps, who may have them, and what history leaves open."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from django.utils import timezone

from accounts.choices import OrganizationKind
from clues.choices import Accountability
from clues.routing import LEVEL_NAMES, Facts, Level, decide
from exchange import sheets
from exchange.problems import Problem
from exchange.reader import Table, Workbook
from exchange.world import World

STEPS = ("transferred_on", "received_on", "disposed_on", "filed_on", "closed_on")
# What each step needs before it: every earlier one, 立案 apart (workbook.md).
NEEDS = {
    "received_on": "transferred_on",
    "disposed_on": "received_on",
    "filed_on": "disposed_on",
    "closed_on": "disposed_on",
}


def steps(book: Workbook, world: World) -> Iterator[Problem]:
    """移交, 签收, 处置, 立案, 办结: each after the one it needs, in order of time."""
    table = book.table(sheets.CLUES)
    titles = {name: table.sheet.field(name).title for name in STEPS}
    rows = zip(*(table[name] for name in STEPS), strict=True)
    for index, row in enumerate(rows):
        dates = dict(zip(STEPS, row, strict=True))
        latest: tuple[str, date] | None = None
        for name, day in dates.items():
            if day is None:
                continue
            needed = NEEDS.get(name)
            if needed and dates[needed] is None and (index, needed) not in table.faulty:
                yield table.problem(index, name, f"没有{titles[needed]}", f"先填{titles[needed]}")
            if latest and day < latest[1]:
                yield table.problem(index, name, f"早于{titles[latest[0]]}", f"不早于 {latest[1]}")
            else:
                latest = (name, day)


def disposals(book: Workbook, world: World) -> Iterator[Problem]:
    """处置方式 and 处置日期 stand together."""
    table = book.table(sheets.CLUES)
    for index, (way, day) in enumerate(zip(table["disposal"], table["disposed_on"], strict=True)):
        if way and day is None and (index, "disposed_on") not in table.faulty:
            yield table.problem(index, "disposed_on", "有处置方式而没有处置日期", "处置日期", "")
        if day and way is None and (index, "disposal") not in table.faulty:
            allowed = "、".join(table.sheet.field("disposal").choices or ())
            yield table.problem(index, "disposal", "有处置日期而没有处置方式", allowed, "")


def level_of(world: World, code: str) -> Level | None:
    """The level of a discipline body by what it belongs to; None for what is no discipline body."""
    org = world.organizations.get(code)
    if org is None or org.kind != OrganizationKind.DISCIPLINE_COMMISSION:
        return None
    parent = world.organizations.get(org.parent or "")
    if parent is None or parent.kind == OrganizationKind.CITY:
        return Level.CITY
    return Level.COUNTY if parent.kind == OrganizationKind.COUNTY else Level.BELOW_COUNTY


def facts_of(table: Table, index: int, world: World) -> Facts | None:
    """What decides the route of this row; None while its chain is broken."""
    county = county_of_clue(world, table["finding"][index])
    flags = [table[name][index] for name in ("is_village_cadre", "is_poverty_related", "is_major")]
    if county is False or None in flags:
        return None
    accepted = level_of(world, table["handler"][index]) == Level.CITY
    return Facts(*flags, direct_accepted=accepted, in_county=county is not None)


def county_of_clue(world: World, finding: str) -> str | Literal[False] | None:
    """The county of the inspected organisation; None for the city's own, False where the chain is broken."""
    found = world.findings.get(finding)
    assignment = world.assignments.get(found.assignment) if found else None
    if assignment is None or assignment.organization not in world.organizations:
        return False
    if assignment.organization in world.unplaced:
        return False
    return world.county_of[assignment.organization]


def handlers(book: Workbook, world: World) -> Iterator[Problem]:
    """承办机关 is a discipline body, not below the level that routing demands."""
    table = book.table(sheets.CLUES)
    for index, handler in enumerate(table["handler"]):
        if handler not in world.organizations:
            continue
        level = level_of(world, handler)
        if level is None:
            yield table.problem(index, "handler", "不是纪委监委", "类别为纪委监委的机构")
            continue
        facts = facts_of(table, index, world)
        decision = decide(facts) if facts else None
        if decision and level < decision.least:
            yield table.problem(
                index,
                "handler",
                f"承办机关低于规则要求的层级：{decision.rules[0].text}",
                f"{LEVEL_NAMES[decision.least]}及以上纪委监委",
            )


def foreign_handlers(book: Workbook, world: World) -> Iterator[Problem]:
    """A county's clue handled by another county's commission: possible by designation, worth a question."""
    table = book.table(sheets.CLUES)
    for index, (handler, finding) in enumerate(zip(table["handler"], table["finding"], strict=True)):
        home = county_of_clue(world, finding)
        if home and level_of(world, handler) == Level.COUNTY and world.county_of[handler] != home:
            yield table.problem(index, "handler", "承办机关不在被巡察机构所在县区", "请确认是否指定管辖")


def open_accountability(book: Workbook, world: World) -> Iterator[Problem]:
    """A closed filed case whose leadership accountability is unanswered or was not traced."""
    table = book.table(sheets.CLUES)
    rows = zip(table["filed_on"], table["closed_on"], table["accountability"], strict=True)
    for index, (filed, closed, answer) in enumerate(rows):
        if filed and closed and answer in (None, Accountability.NO):
            wrong = "立案办结而未填领导责任倒查" if answer is None else "立案办结而未倒查领导责任"
            yield table.problem(index, "accountability", wrong, "是、不适用")


def overdue_steps(book: Workbook, world: World) -> Iterator[Problem]:
    """Clues still open long after transfer: the result is due within six months at most (domain.md, Clues)."""
    table = book.table(sheets.CLUES)
    today = timezone.localdate()
    for index, (moved, closed) in enumerate(zip(table["transferred_on"], table["closed_on"], strict=True)):
        if moved and closed is None and (today - moved).days > 183:
            yield table.problem(
                index, "closed_on", f"移交已 {(today - moved).days} 天，尚未办结", "6 个月内办结", ""
            )
