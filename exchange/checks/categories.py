"""Categories that a round's tree does not have yet: added, and said so."""

from collections.abc import Iterator

from exchange import sheets
from exchange.problems import Problem
from exchange.reader import Workbook
from exchange.world import World
from inspections.models import FindingCategory


def round_of_finding(world: World, assignment: str) -> str:
    """The round's code of a finding's assignment; '' where the chain is broken."""
    info = world.assignments.get(assignment)
    return world.round_of_team(info.team) if info else ""


def new_ones(book: Workbook, world: World) -> Iterator[Problem]:
    """The first cell of each category that is new to its round."""
    table = book.table(sheets.FINDINGS)
    seen = set(FindingCategory.objects.values_list("round__code", "label"))
    for index, (assignment, label) in enumerate(zip(table["assignment"], table["category"], strict=True)):
        key = (round_of_finding(world, assignment), label)
        if label is not None and key not in seen:
            seen.add(key)
            yield table.problem(index, "category", "本轮次的新类别，将加入类别树", "")
