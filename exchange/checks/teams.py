"""The seats of teams."""

from collections.abc import Iterator

from exchange import sheets
from exchange.problems import Problem
from exchange.reader import Table, Workbook
from exchange.world import World

SEAT_COLUMNS = ("leader", "deputies", "liaison", "members")


def seats(table: Table, index: int) -> Iterator[tuple[str, str]]:
    """(column, inspector) of every seat of a row, in order."""
    for column in SEAT_COLUMNS:
        value = table[column][index]
        for number in value if isinstance(value, tuple) else (value,):
            if number is not None:
                yield column, number


def seats_once(book: Workbook, world: World) -> Iterator[Problem]:
    """Nobody sits twice on a team."""
    table = book.table(sheets.TEAMS)
    for index in range(len(table)):
        seen: set[str] = set()
        for column, number in seats(table, index):
            if number in seen:
                yield table.problem(index, column, "同一人在本组出现多次", "每人一个席位", number)
            seen.add(number)


def deputies(book: Workbook, world: World) -> Iterator[Problem]:
    """A team has one or two 副组长 (domain.md, People and recusal)."""
    table = book.table(sheets.TEAMS)
    for index, numbers in enumerate(table["deputies"]):
        if numbers and len(set(numbers)) > 2:
            yield table.problem(index, "deputies", "副组长超过两名", "一名或两名")


def one_team_per_round(book: Workbook, world: World) -> Iterator[Problem]:
    """A person is on one team of a round."""
    table = book.table(sheets.TEAMS)
    in_file = set(table["code"])
    taken: dict[tuple[str, str], str] = {}
    for code, info in world.teams.items():
        if code not in in_file:
            taken.update({(world.round_of_team(code), number): code for number, _ in info.seats})
    for index, code in enumerate(table["code"]):
        in_round = world.round_of_team(code) if code else ""
        if not in_round:
            continue
        for column, number in seats(table, index):
            other = taken.setdefault((in_round, number), code)
            if other != code:
                yield table.problem(
                    index, column, f"同一轮次内已在巡察组「{other}」", "每轮每人一个巡察组", number
                )
