"""Dates in their order."""

from collections.abc import Iterator

from exchange import sheets
from exchange.problems import Problem
from exchange.reader import Workbook
from exchange.world import World


def rounds(book: Workbook, world: World) -> Iterator[Problem]:
    """A round does not end before it starts."""
    table = book.table(sheets.ROUNDS)
    for index, (start, end) in enumerate(zip(table["starts_on"], table["ends_on"], strict=True)):
        if start and end and end < start:
            yield table.problem(index, "ends_on", "早于开始日期", f"不早于 {start}")


def assignments(book: Workbook, world: World) -> Iterator[Problem]:
    """进驻, 撤离, 反馈 in this order; feedback needs the leaving."""
    table = book.table(sheets.ASSIGNMENTS)
    rows = zip(table["entered_on"], table["left_on"], table["feedback_on"], strict=True)
    for index, (entered, left, feedback) in enumerate(rows):
        if entered and left and left < entered:
            yield table.problem(index, "left_on", "早于进驻日期", f"不早于 {entered}")
        if feedback and left is None and (index, "left_on") not in table.faulty:
            yield table.problem(index, "feedback_on", "没有撤离日期", "先填撤离日期")
        earliest = left or entered
        if feedback and earliest and feedback < earliest:
            yield table.problem(index, "feedback_on", "早于撤离日期", f"不早于 {earliest}")
