"""轮次, 组织单元, 巡察组, 巡察任务."""

import uuid
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from exchange import sheets
from exchange.plans.base import Counts, NounPlan, SetPlan, compare, compare_sets, existing, sets_of
from exchange.reader import Workbook
from exchange.world import World
from inspections.choices import AssignmentState, Form, OrderState, RoundState
from inspections.models import (
    Assignment,
    Deployment,
    DeploymentCounty,
    InspectionRound,
    MenuOrder,
    Team,
    TeamMember,
)

IMPORTED = {"imported": True}
ROUND_COLUMNS = ("id", "code", "name", "year", "starts_on", "ends_on")
DEPLOYMENT_COLUMNS = ("id", "code", "round_id", "form", "name", "description")
TEAM_COLUMNS = ("id", "code", "deployment_id", "round_id", "name")
ASSIGNMENT_COLUMNS = (
    "id", "code", "team_id", "deployment_id", "round_id", "form", "order_id", "organization_id", "county_id",
    "entered_on", "left_on", "feedback_on", "state",
)  # fmt: skip


def steps(book: Workbook, world: World) -> Iterator[NounPlan | SetPlan]:
    """In the order in which one refers to another."""
    yield from _rounds(book, world)
    yield from _deployments(book, world)
    orders = _Orders(world)
    yield orders.plan
    yield from _teams(book, world)
    yield from _assignments(book, world, orders)


def _has(book: Workbook, sheet: sheets.Sheet) -> bool:
    return sheet.title in book.tables


def _rows(book: Workbook, sheet: sheets.Sheet, *names: str) -> Iterator[tuple[Any, ...]]:
    table = book.table(sheet)
    return zip(*(table[name] for name in names), strict=True)


def _rounds(book: Workbook, world: World) -> Iterator[NounPlan]:
    if not _has(book, sheets.ROUNDS):
        return
    # The state follows from the assignments and is set when they are written (services/settling.py).
    constants = {"state": RoundState.PREPARING.value}
    plan = NounPlan(InspectionRound, ROUND_COLUMNS, sheets.ROUNDS, constants, IMPORTED)
    rows = _rows(book, sheets.ROUNDS, "code", "name", "year", "starts_on", "ends_on")
    wanted = ((world.rounds[code].id, code, *rest) for code, *rest in rows)
    yield compare(plan, wanted, existing(InspectionRound, ROUND_COLUMNS))


def _deployments(book: Workbook, world: World) -> Iterator[NounPlan | SetPlan]:
    if not _has(book, sheets.DEPLOYMENTS):
        return
    plan = NounPlan(Deployment, DEPLOYMENT_COLUMNS, sheets.DEPLOYMENTS, {"rotation": False}, IMPORTED)
    rows = _rows(book, sheets.DEPLOYMENTS, "code", "round", "form", "name", "description")
    wanted = (
        (world.deployments[code].id, code, world.rounds[in_round].id, form, name, text or "")
        for code, in_round, form, name, text in rows
    )
    compare(plan, wanted, existing(Deployment, DEPLOYMENT_COLUMNS))
    coverage = _coverage(book, world)
    _count_moved(plan, coverage)
    yield plan
    yield coverage


def _coverage(book: Workbook, world: World) -> SetPlan:
    wanted = {}
    for (code,) in _rows(book, sheets.DEPLOYMENTS, "code"):
        info = world.deployments[code]
        in_round = world.rounds[info.round].id
        wanted[info.id] = [(in_round, info.form, world.organizations[county].id) for county in info.counties]
    columns = ("round_id", "form", "county_id")
    known = sets_of(DeploymentCounty, "deployment_id", columns)
    plan = SetPlan(DeploymentCounty, ("id", "deployment_id", *columns, "position"), "deployment_id")
    return compare_sets(plan, wanted, known, lambda owner, n, row: (uuid.uuid4(), owner, *row, n))


def _count_moved(plan: NounPlan, links: SetPlan) -> None:
    """Rows whose own columns stand but whose set changes count as changed, not as unchanged."""
    written = {row[0] for row in (*plan.new, *plan.changed)}
    owners = {row[1] for row in (*links.new, *links.changed)} | set(links.cleared)
    moved = len(owners - written)
    plan.counts += Counts(changed=moved, unchanged=-moved)


class _Orders:
    """One accepted historic order per county of a menu (workbook.md, "What the dates imply")."""

    def __init__(self, world: World) -> None:
        columns = ("id", "deployment_id", "county_id")
        known = {(d, c): pk for pk, d, c in MenuOrder.objects.values_list(*columns)}
        constants = {"state": OrderState.ACCEPTED.value, "reason": "历史导入"}
        self.plan = NounPlan(MenuOrder, columns, None, constants, IMPORTED)
        self.ids: dict[tuple[UUID, UUID], UUID] = dict(known)
        for info in world.deployments.values():
            for county in info.counties if info.form == Form.MENU else ():
                key = (info.id, world.organizations[county].id)
                if key not in self.ids:
                    self.ids[key] = uuid.uuid4()
                    self.plan.new.append((self.ids[key], *key))


def _teams(book: Workbook, world: World) -> Iterator[NounPlan | SetPlan]:
    if not _has(book, sheets.TEAMS):
        return
    plan = NounPlan(Team, TEAM_COLUMNS, sheets.TEAMS, marks=IMPORTED)
    rows = _rows(book, sheets.TEAMS, "code", "deployment", "name")
    wanted = (
        (
            world.teams[code].id,
            code,
            world.deployments[d].id,
            world.rounds[world.deployments[d].round].id,
            name,
        )
        for code, d, name in rows
    )
    compare(plan, wanted, existing(Team, TEAM_COLUMNS))
    members = _members(book, world)
    _count_moved(plan, members)
    yield plan
    yield members


def _members(book: Workbook, world: World) -> SetPlan:
    wanted = {}
    for (code,) in _rows(book, sheets.TEAMS, "code"):
        in_round = world.rounds[world.round_of_team(code)].id
        info = world.teams[code]
        wanted[info.id] = [(in_round, world.inspectors[number].id, role) for number, role in info.seats]
    columns = ("round_id", "inspector_id", "role")
    known = sets_of(TeamMember, "team_id", columns)
    plan = SetPlan(TeamMember, ("id", "team_id", *columns, "position"), "team_id")
    return compare_sets(plan, wanted, known, lambda owner, n, row: (uuid.uuid4(), owner, *row, n))


def _assignments(book: Workbook, world: World, orders: _Orders) -> Iterator[NounPlan]:
    if not _has(book, sheets.ASSIGNMENTS):
        return
    plan = NounPlan(Assignment, ASSIGNMENT_COLUMNS, sheets.ASSIGNMENTS, marks=IMPORTED)
    wanted = (_assignment(world, orders, code) for (code,) in _rows(book, sheets.ASSIGNMENTS, "code"))
    yield compare(plan, wanted, existing(Assignment, ASSIGNMENT_COLUMNS))


def _assignment(world: World, orders: _Orders, code: str) -> tuple[Any, ...]:
    info = world.assignments[code]
    team = world.teams[info.team]
    deployment = world.deployments[team.deployment]
    county = world.county_of[info.organization]
    county_id = world.organizations[county].id if county else None
    order = orders.ids[(deployment.id, county_id)] if deployment.form == Form.MENU and county_id else None
    return (
        info.id,
        code,
        team.id,
        deployment.id,
        world.rounds[deployment.round].id,
        deployment.form,
        order,
        world.organizations[info.organization].id,
        county_id,
        info.entered_on,
        info.left_on,
        info.feedback_on,
        state_of(info.left_on, info.feedback_on),
    )


def state_of(left_on: Any, feedback_on: Any) -> str:
    """反馈日期 > 撤离 > 进驻 gives 反馈 / 报告 / 现场."""
    if feedback_on:
        return AssignmentState.FED_BACK.value
    return AssignmentState.REPORTING.value if left_on else AssignmentState.ON_SITE.value
