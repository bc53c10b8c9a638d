"""What a workbook's codes can point to: the database's rows with the file's rows laid over them.

One query per noun, whatever the size. Codes stand for references; ids are drawn here, so that rows of later sheets
can be built before any row is written.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from accounts.choices import OrganizationKind
from accounts.models import Organization
from clues.models import Clue, Recovery
from exchange import sheets
from exchange.reader import Workbook
from inspections.choices import TeamRole
from inspections.models import (
    Assignment,
    Deployment,
    DeploymentCounty,
    Finding,
    InspectionRound,
    Inspector,
    PastOrganization,
    RelativeOrganization,
    Team,
    TeamMember,
)

Codes = tuple[str, ...]


class Org(NamedTuple):
    """An organisation; `parent` is its code, None for the root."""

    id: UUID
    name: str
    kind: str
    parent: str | None


class Person(NamedTuple):
    """An inspector of the pool."""

    id: UUID
    name: str
    organization: str
    native_place: str
    past: Codes
    relatives: Codes


class RoundInfo(NamedTuple):
    """A round."""

    id: UUID


class DeploymentInfo(NamedTuple):
    """A deployment with the counties it covers."""

    id: UUID
    round: str
    form: str
    counties: Codes


class TeamInfo(NamedTuple):
    """A team; `seats` are (inspector, role) in order."""

    id: UUID
    deployment: str
    seats: tuple[tuple[str, str], ...]


class AssignmentInfo(NamedTuple):
    """An assignment with its dates."""

    id: UUID
    team: str
    organization: str
    entered_on: date | None
    left_on: date | None
    feedback_on: date | None


class FindingInfo(NamedTuple):
    """A finding."""

    id: UUID
    assignment: str


class ClueInfo(NamedTuple):
    """A clue."""

    id: UUID
    finding: str


@dataclass
class World:
    """Everything by its code. Build it with `World.load(book)`."""

    organizations: dict[str, Org] = field(default_factory=dict)
    inspectors: dict[str, Person] = field(default_factory=dict)
    rounds: dict[str, RoundInfo] = field(default_factory=dict)
    deployments: dict[str, DeploymentInfo] = field(default_factory=dict)
    teams: dict[str, TeamInfo] = field(default_factory=dict)
    assignments: dict[str, AssignmentInfo] = field(default_factory=dict)
    findings: dict[str, FindingInfo] = field(default_factory=dict)
    clues: dict[str, ClueInfo] = field(default_factory=dict)
    vouchers: dict[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, book: Workbook) -> World:
        """The database, then the file over it. Rows without a readable code are left out."""
        world = cls()
        world._load_places()
        world._load_plans()
        world._load_results()
        world._lay_over(book)
        return world

    def noun(self, sheet_title: str) -> dict[str, Any]:
        """The codes that a reference to this sheet may name."""
        return {
            "机构": self.organizations,
            "人才库": self.inspectors,
            "轮次": self.rounds,
            "组织单元": self.deployments,
            "巡察组": self.teams,
            "巡察任务": self.assignments,
            "问题": self.findings,
            "线索": self.clues,
        }[sheet_title]

    # --- The database -------------------------------------------------------------------------------------
    def _load_places(self) -> None:
        by_path: dict[str, str] = {}
        rows = Organization.objects.order_by("path").values_list("id", "code", "name", "kind", "path")
        for pk, code, name, kind, path in rows:
            by_path[path] = code
            self.organizations[code] = Org(pk, name, kind, by_path.get(path[: -Organization.steplen]))
        past, relatives = _sets(PastOrganization), _sets(RelativeOrganization)
        people = Inspector.objects.values_list("id", "number", "name", "organization__code", "native_place")
        for pk, number, name, organization, native in people:
            self.inspectors[number] = Person(
                pk, name, organization, native, tuple(past[number]), tuple(relatives[number])
            )

    def _load_plans(self) -> None:
        for pk, code in InspectionRound.objects.values_list("id", "code"):
            self.rounds[code] = RoundInfo(pk)
        covered: dict[str, list[str]] = defaultdict(list)
        coverage = DeploymentCounty.objects.order_by("position")
        for deployment, county in coverage.values_list("deployment__code", "county__code"):
            covered[deployment].append(county)
        deployments = Deployment.objects.values_list("id", "code", "round__code", "form")
        for pk, code, in_round, form in deployments:
            self.deployments[code] = DeploymentInfo(pk, in_round, form, tuple(covered[code]))
        seats: dict[str, list[tuple[str, str]]] = defaultdict(list)
        members = TeamMember.objects.order_by("position")
        for team, number, role in members.values_list("team__code", "inspector__number", "role"):
            seats[team].append((number, role))
        for pk, code, deployment in Team.objects.values_list("id", "code", "deployment__code"):
            self.teams[code] = TeamInfo(pk, deployment, tuple(seats[code]))

    def _load_results(self) -> None:
        columns = ("id", "code", "team__code", "organization__code", "entered_on", "left_on", "feedback_on")
        for pk, code, *rest in Assignment.objects.values_list(*columns):
            self.assignments[code] = AssignmentInfo(pk, *rest)
        findings = Finding.objects.values_list("id", "code", "assignment__code").order_by()
        for pk, code, assignment in findings.iterator(10_000):
            self.findings[code] = FindingInfo(pk, assignment)
        for pk, code, finding in (
            Clue.objects.values_list("id", "code", "finding__code").order_by().iterator(10_000)
        ):
            self.clues[code] = ClueInfo(pk, finding)
        vouchers = Recovery.objects.exclude(voucher="").order_by().values_list("voucher", "clue__code")
        self.vouchers = dict(vouchers)

    # --- The file -----------------------------------------------------------------------------------------
    def _lay_over(self, book: Workbook) -> None:
        for code, (name, kind, parent) in _rows(book, sheets.ORGANIZATIONS, "code", "name", "kind", "parent"):
            self.organizations[code] = Org(_id(self.organizations, code), name or "", kind or "", parent)
        columns = ("number", "name", "organization", "native_place", "past", "relatives")
        for code, (name, organization, native, past, kin) in _rows(book, sheets.INSPECTORS, *columns):
            self.inspectors[code] = Person(
                _id(self.inspectors, code),
                name or "",
                organization or "",
                native or "",
                past or (),
                kin or (),
            )
        for code, _ in _rows(book, sheets.ROUNDS, "code"):
            self.rounds[code] = RoundInfo(_id(self.rounds, code))
        for code, (in_round, form, counties) in _rows(
            book, sheets.DEPLOYMENTS, "code", "round", "form", "counties"
        ):
            self.deployments[code] = DeploymentInfo(
                _id(self.deployments, code), in_round or "", form or "", counties or ()
            )
        columns = ("code", "deployment", "leader", "deputies", "liaison", "members")
        for code, (deployment, *seats) in _rows(book, sheets.TEAMS, *columns):
            self.teams[code] = TeamInfo(_id(self.teams, code), deployment or "", _seats(*seats))
        columns = ("code", "team", "organization", "entered_on", "left_on", "feedback_on")
        for code, (team, organization, *dates) in _rows(book, sheets.ASSIGNMENTS, *columns):
            self.assignments[code] = AssignmentInfo(
                _id(self.assignments, code), team or "", organization or "", *dates
            )
        for code, (assignment,) in _rows(book, sheets.FINDINGS, "code", "assignment"):
            self.findings[code] = FindingInfo(_id(self.findings, code), assignment or "")
        for code, (finding,) in _rows(book, sheets.CLUES, "code", "finding"):
            self.clues[code] = ClueInfo(_id(self.clues, code), finding or "")

    # --- Questions ----------------------------------------------------------------------------------------
    def ancestors(self, code: str) -> list[str]:
        """The codes above an organisation, nearest first. A cycle ends the walk."""
        above: list[str] = []
        org = self.organizations.get(code)
        while org and org.parent and org.parent not in above and org.parent != code:
            above.append(org.parent)
            org = self.organizations.get(org.parent)
        return above

    @cached_property
    def county_of(self) -> dict[str, str | None]:
        """The county an organisation lies in (itself for a county), None for the city's own."""
        return {code: self._county(code) for code in self.organizations}

    def _county(self, code: str) -> str | None:
        for one in (code, *self.ancestors(code)):
            org = self.organizations.get(one)
            if org and org.kind == OrganizationKind.COUNTY:
                return one
        return None

    @cached_property
    def counties(self) -> frozenset[str]:
        """The codes of counties."""
        return frozenset(c for c, org in self.organizations.items() if org.kind == OrganizationKind.COUNTY)

    @cached_property
    def unplaced(self) -> frozenset[str]:
        """Organisations whose line of parents is broken or runs in a circle: what follows from their place is not
        judged, the fault itself is reported where it stands."""
        return frozenset(code for code in self.organizations if not self._reaches_root(code))

    def _reaches_root(self, code: str) -> bool:
        top = self.organizations.get([code, *self.ancestors(code)][-1])
        return top is not None and top.parent is None

    @cached_property
    def children(self) -> dict[str, list[str]]:
        """The codes right below an organisation."""
        below: dict[str, list[str]] = defaultdict(list)
        for code, org in self.organizations.items():
            if org.parent:
                below[org.parent].append(code)
        return below

    def descendants(self, code: str) -> frozenset[str]:
        """All codes below an organisation."""
        found: set[str] = set()
        waiting = list(self.children.get(code, ()))
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += self.children.get(one, ())
        return frozenset(found)

    def round_of_team(self, team: str) -> str:
        """The round's code of a team; '' where the chain is broken."""
        info = self.teams.get(team)
        deployment = self.deployments.get(info.deployment) if info else None
        return deployment.round if deployment else ""


def _sets(model: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    rows = model.objects.order_by("position").values_list("inspector__number", "organization__code")
    for number, code in rows:
        found[number].append(code)
    return found


def _seats(leader: str | None, deputies: Codes | None, liaison: str | None, members: Codes | None) -> Any:
    return (
        *([(leader, TeamRole.LEADER.value)] if leader else ()),
        *((number, TeamRole.DEPUTY.value) for number in deputies or ()),
        *([(liaison, TeamRole.LIAISON.value)] if liaison else ()),
        *((number, TeamRole.MEMBER.value) for number in members or ()),
    )


def _rows(book: Workbook, sheet: sheets.Sheet, key: str, *columns: str) -> Any:
    table = book.table(sheet)
    for code, *row in zip(table[key], *(table[column] for column in columns), strict=True):
        if code is not None:
            yield code, row


def _id(known: dict[str, Any], code: str) -> UUID:
    return known[code].id if code in known else uuid.uuid4()
