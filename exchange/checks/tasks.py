"""Rectification tasks: what each state brings with it."""

from collections.abc import Iterator

from django.utils import timezone

from exchange import sheets
from exchange.problems import Problem
from exchange.reader import Workbook
from exchange.world import World
from rectification.choices import TaskState


def states(book: Workbook, world: World) -> Iterator[Problem]:
    """销账日期 with 已销账 and only then; 退回原因 with 已退回 and only then."""
    table = book.table(sheets.TASKS)
    for index, state in enumerate(table["state"]):
        if state is None:
            continue
        for name, belongs, label in (
            ("cleared_on", TaskState.CLEARED, "已销账"),
            ("return_reason", TaskState.RETURNED, "已退回"),
        ):
            title = table.sheet.field(name).title
            given = table[name][index] is not None or (index, name) in table.faulty
            if given and state != belongs:
                yield table.problem(index, name, f"状态不是{label}，不应填写{title}", "留空")
            elif not given and state == belongs:
                allowed = "、".join(table.sheet.field(name).choices or ()) or "日期"
                yield table.problem(index, name, f"状态为{label}，必须填写{title}", allowed, "")


def overdue(book: Workbook, world: World) -> Iterator[Problem]:
    """Tasks past their date that are neither submitted nor cleared."""
    table = book.table(sheets.TASKS)
    today = timezone.localdate()
    for index, (state, due) in enumerate(zip(table["state"], table["due_on"], strict=True)):
        if state in (TaskState.OPEN, TaskState.RETURNED) and due and due < today:
            yield table.problem(index, "due_on", "整改任务已超过时限", "督促整改或延期")
