"""Recusal of the people on teams, judged by the one engine (inspections/recusal.py)."""

from collections import defaultdict
from collections.abc import Iterator

from exchange import sheets
from exchange.checks.teams import seats
from exchange.problems import Problem
from exchange.reader import Workbook
from exchange.world import World
from inspections.recusal import Candidate, Conflict, Stay, Target, conflicts, kin_of


def blocking(book: Workbook, world: World) -> Iterator[Problem]:
    """Conflicts that nobody can waive."""
    yield from _found(book, world, waivable=False)


def waivable(book: Workbook, world: World) -> Iterator[Problem]:
    """Conflicts that the leading group may have waived: history tells no waiver, so they stay a question."""
    yield from _found(book, world, waivable=True)


def _found(book: Workbook, world: World, *, waivable: bool) -> Iterator[Problem]:
    judged = _Judged(world)
    targets = _targets_of_teams(world)
    for place, team, number in _seats(book, world):
        for organization in targets[team]:
            for conflict in judged.conflicts(number, organization):
                if _is_question(world, conflict, number, organization) == waivable:
                    table, index, column = place
                    name = world.organizations[organization].name
                    yield table.problem(
                        index,
                        column,
                        f"需回避（{conflict.number}）：{conflict.text}「{name}」",
                        "无回避情形的人员",
                        number,
                    )


def _is_question(world: World, conflict: Conflict, number: str, organization: str) -> bool:
    """True where history is asked about and not refused (docs/adr/0009).

    What the leading group may waive, and relatives who serve not in the target itself but above or below it: the
    office's past rounds, planned by hand, hold such cases and cannot be planned again.
    """
    if conflict is Conflict.RELATIVE:
        return organization not in world.inspectors[number].relatives
    return conflict.waivable


class _Judged:
    """Conflicts of people and targets; what is known of each is gathered once."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.candidates: dict[str, Candidate] = {}
        self.targets: dict[str, Target] = {}

    def conflicts(self, number: str, organization: str) -> list[Conflict]:
        if number not in self.world.inspectors or organization not in self.world.organizations:
            return []
        return conflicts(self._candidate(number), self._target(organization))

    def _candidate(self, number: str) -> Candidate:
        if number not in self.candidates:
            person = self.world.inspectors[number]
            self.candidates[number] = Candidate(
                organization=person.organization,
                county=self.world.county_of.get(person.organization),
                native_place=person.native_place,
                past=frozenset(person.past),
                relatives=frozenset(person.relatives),
            )
        return self.candidates[number]

    def _target(self, code: str) -> Target:
        if code not in self.targets:
            county = self.world.county_of[code]
            self.targets[code] = Target(
                organization=code,
                county=county,
                county_name=self.world.organizations[county].name if county else "",
                kin=kin_of(code, county, self._parent, self.world.descendants(code)),
            )
        return self.targets[code]

    def _parent(self, code: str) -> str | None:
        org = self.world.organizations.get(code)
        return org.parent if org else None


def _targets_of_teams(world: World) -> dict[str, list[str]]:
    targets: dict[str, list[str]] = defaultdict(list)
    for info in world.assignments.values():
        targets[info.team].append(info.organization)
    return targets


def _seats(book: Workbook, world: World) -> Iterator[tuple[tuple[object, int, str], str, str]]:
    """(place, team, inspector): seats of the file's teams; of the database's teams that the file gives targets."""
    table = book.table(sheets.TEAMS)
    in_file = set(table["code"])
    for index, code in enumerate(table["code"]):
        if code is not None:
            for column, number in dict.fromkeys(seats(table, index)):
                yield (table, index, column), code, number
    assignments = book.table(sheets.ASSIGNMENTS)
    first_line = {team: index for index, team in reversed(list(enumerate(assignments["team"])))}
    for team, index in first_line.items():
        if team in world.teams and team not in in_file:
            for number, _ in world.teams[team].seats:
                yield (assignments, index, "team"), team, number


def overlapping(book: Workbook, world: World) -> Iterator[Problem]:
    """A person is not on two teams whose assignments overlap in time (conflict 5), across rounds."""
    stays: dict[str, list[Stay]] = defaultdict(list)
    for info in world.assignments.values():
        if info.entered_on and not (info.left_on and info.left_on < info.entered_on):
            stays[info.team].append(
                Stay(info.entered_on, info.left_on) if info.left_on else Stay(info.entered_on)
            )
    teams_of: dict[str, list[str]] = defaultdict(list)
    for code, team in world.teams.items():
        for number, _ in team.seats:
            teams_of[number].append(code)
    for (table, index, column), team, number in _seats(book, world):
        for other in teams_of.get(number, ()):
            if other == team or world.round_of_team(other) == world.round_of_team(team):
                continue
            if _later(world, team, other) and any(a.overlaps(b) for a in stays[team] for b in stays[other]):
                yield table.problem(  # type: ignore[attr-defined]
                    index, column, f"需回避（5）：{Conflict.BUSY.text}「{other}」", "时间不重叠的人员", number
                )


def _later(world: World, team: str, other: str) -> bool:
    """Each pair is told once, at the team that comes later."""
    order = list(world.teams)
    return order.index(team) > order.index(other)
