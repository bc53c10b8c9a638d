"""A code must point to something, in the file or in the database."""

from collections.abc import Iterator

from exchange.problems import Problem
from exchange.reader import Table, Workbook
from exchange.sheets import SHEETS, Field, Kind
from exchange.world import World


def unknown(book: Workbook, world: World) -> Iterator[Problem]:
    """Codes that nothing answers to. What exists but may not be told of reads the same (AC-15)."""
    for sheet in SHEETS:
        table = book.table(sheet)
        for field in sheet.fields:
            if field.refers:
                yield from _unknown_in(table, field, world)


def _unknown_in(table: Table, field: Field, world: World) -> Iterator[Problem]:
    known = world.noun(field.refers)
    for index, value in enumerate(table[field.name]):
        if value is None:
            continue
        for code in value if field.kind is Kind.CODES else (value,):
            if code not in known:
                yield table.problem(
                    index, field.name, f"{field.refers}中不存在此编码", "文件或系统中已有的编码", code
                )


def repeated(book: Workbook, world: World) -> Iterator[Problem]:
    """A list of codes names each once."""
    for sheet in SHEETS:
        table = book.table(sheet)
        for field in sheet.fields:
            # The seats of a team have a check of their own, across columns.
            if field.kind is not Kind.CODES or sheet.title == "巡察组":
                continue
            for index, value in enumerate(table[field.name]):
                if value is not None and len(set(value)) != len(value):
                    yield table.problem(index, field.name, "同一编码出现多次", "每个编码一次")
