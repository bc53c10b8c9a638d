"""What must hold across cells, rows and sheets. Each check yields problems; none stops another.

`ERRORS` refuse the file; `WARNINGS` are shown, do not block, and stay visible as open questions.
"""

from collections.abc import Callable, Iterator

from exchange.checks import (
    categories,
    clues,
    dates,
    keys,
    organizations,
    outcomes,
    recusals,
    references,
    tasks,
    teams,
)
from exchange.problems import Problem
from exchange.reader import Workbook
from exchange.world import World

Check = Callable[[Workbook, World], Iterator[Problem]]

ERRORS: tuple[Check, ...] = (
    keys.duplicates,
    references.unknown,
    references.repeated,
    organizations.one_root,
    organizations.cycles,
    organizations.covered_counties,
    organizations.county_once_per_round,
    organizations.targets_covered,
    dates.rounds,
    dates.assignments,
    teams.seats_once,
    teams.deputies,
    teams.one_team_per_round,
    recusals.overlapping,
    recusals.blocking,
    clues.steps,
    clues.disposals,
    clues.handlers,
    outcomes.sanction_kinds,
    outcomes.vouchers,
    tasks.states,
)
WARNINGS: tuple[Check, ...] = (
    categories.new_ones,
    recusals.waivable,
    clues.open_accountability,
    clues.foreign_handlers,
    clues.overdue_steps,
    tasks.overdue,
)


def errors(book: Workbook, world: World) -> list[Problem]:
    """Everything that refuses the file, beyond what reading it has shown."""
    return [problem for check in ERRORS for problem in check(book, world)]


def warnings(book: Workbook, world: World) -> list[Problem]:
    """What is worth a look and blocks nothing."""
    return [problem for check in WARNINGS for problem in check(book, world)]
