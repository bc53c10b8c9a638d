"""The act of importing a workbook: check everything, then write everything or nothing.

One code for the page, the background job and the command. `check` reads and judges and writes nothing; `apply`
writes in one transaction and ends with whatever its caller must have done in that same transaction.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction

from accounts import audit
from accounts.models import User
from config.lib import bulk
from exchange import checks, plans
from exchange.models import ImportBatch, OpenQuestion
from exchange.plans.base import Counts
from exchange.problems import Problem, WorkbookRefused
from exchange.reader import Workbook, read
from exchange.services.settling import settle
from exchange.sheets import BY_TITLE, CLUE_SHEETS, SHEETS
from exchange.world import World

Progress = Callable[[str, int], None]
CLUE_TITLES = frozenset(sheet.title for sheet in CLUE_SHEETS)
QUESTION_LENGTH = 400


class WorkbookWrong(Exception):
    """The workbook has errors and nothing was written; `report` lists them."""

    def __init__(self, report: "Report") -> None:
        super().__init__("the workbook has errors")
        self.report = report


@dataclass
class Report:
    """What checking a workbook has shown. `plan` is there only where nothing is wrong."""

    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    counts: dict[str, Counts] = field(default_factory=dict)
    plan: plans.Plan | None = None
    book: Workbook = field(default_factory=Workbook)

    @property
    def changes_nothing(self) -> bool:
        """True for a file without errors that says only what is known."""
        return self.plan is not None and self.plan.is_empty


def _silent(stage: str, percent: int) -> None:
    """No progress shown."""


def check(path: Path, progress: Progress = _silent) -> Report:
    """Read and judge a workbook; writes nothing. A file that cannot be read is a report with one problem."""
    progress("读取工作簿", 10)
    try:
        book = read(path)
    except WorkbookRefused as refused:
        return Report(problems=[refused.problem])
    progress("核对编码", 40)
    world = World.load(book)
    progress("检查规则", 55)
    problems = _in_order([*book.problems, *checks.errors(book, world)])
    warnings = _in_order(checks.warnings(book, world))
    report = Report(problems, warnings, book=book)
    if problems:
        report.counts = _wrong_counts(book, world, problems)
        return report
    progress("比对变化", 70)
    report.plan = plans.build(book, world)
    report.counts = report.plan.counts
    return report


def apply(
    report: Report,
    *,
    actor: User | None,
    batch: ImportBatch | None = None,
    finish: Callable[[], None] | None = None,
    progress: Progress = _silent,
) -> None:
    """Write a checked workbook, all of it or nothing.

    `finish` runs last inside the transaction (marks the job done). Raises WorkbookWrong for a report with errors.
    """
    if report.plan is None:
        raise WorkbookWrong(report)
    progress("写入数据", 80)
    with bulk.many_rows(), transaction.atomic():
        for step in report.plan.steps:
            step.write()
        if not report.plan.is_empty:
            settle(report.plan)
        _ask(report, batch)
        rows = {title: [c.new, c.changed, c.unchanged] for title, c in report.counts.items()}
        audit.record(actor, "workbook.import", batch, rows=rows)
        if finish is not None:
            finish()


def import_file(path: Path | str, actor: User | None) -> Report:
    """Check and apply in one go, for commands. Raises WorkbookWrong where there are errors."""
    report = check(Path(path))
    apply(report, actor=actor)
    return report


def _in_order(problems: list[Problem]) -> list[Problem]:
    """By sheet in the order of the template, then by row and column; each cell's problem once."""
    position = {sheet.title: number for number, sheet in enumerate(SHEETS)}

    def place(problem: Problem) -> tuple[Any, ...]:
        letters = problem.cell.rstrip("0123456789")
        line = problem.cell[len(letters) :]
        return (position.get(problem.sheet, -1), int(line or 0), len(letters), letters)

    return sorted(dict.fromkeys(problems), key=place)


def _wrong_counts(book: Workbook, world: World, problems: list[Problem]) -> dict[str, Counts]:
    """Rows with errors by sheet; of the others, which are new by their key. The rest is known only without errors."""
    lines = Counter(
        title
        for title, _ in {(p.sheet, p.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for p in problems if p.cell}
    )
    counts = {}
    for title, table in book.tables.items():
        wrong = min(lines[title], len(table))
        counts[title] = Counts(wrong=wrong, unchanged=len(table) - wrong)
    return counts


def _ask(report: Report, batch: ImportBatch | None) -> None:
    """Keep the warnings as open questions; those of the same sheets asked before are replaced."""
    if not report.book.tables:
        return
    OpenQuestion.objects.filter(sheet__in=list(report.book.tables)).delete()
    rows = [
        OpenQuestion(batch=batch, sheet=w.sheet, cell=w.cell, code=_code(report.book, w), text=_question(w))
        for w in report.warnings
    ]
    columns = ("id", "batch_id", "sheet", "cell", "code", "text")
    bulk.insert(OpenQuestion, columns, ((*(getattr(row, name) for name in columns),) for row in rows))


def _question(warning: Problem) -> str:
    # Cells of clue sheets may hold names or content: the question tells the place and what is open, not the cell.
    value = f"「{warning.value}」" if warning.value and warning.sheet not in CLUE_TITLES else ""
    return f"{value}{warning.wrong}"[:QUESTION_LENGTH]


def _code(book: Workbook, warning: Problem) -> str:
    sheet = BY_TITLE[warning.sheet]
    line = int(warning.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") or 0)
    table = book.table(sheet)
    if not sheet.key or line not in _lines(table):
        return ""
    return str(table[sheet.key][_lines(table)[line]])


def _lines(table: Any) -> dict[int, int]:
    if not hasattr(table, "index_of_line"):
        table.index_of_line = {line: index for index, line in enumerate(table.lines)}
    return table.index_of_line
