"""A row is its key: no key twice in a sheet."""

from collections.abc import Iterator

from exchange.problems import Problem
from exchange.reader import Workbook
from exchange.sheets import SHEETS
from exchange.world import World


def duplicates(book: Workbook, world: World) -> Iterator[Problem]:
    """The second and later rows with a key that an earlier row has."""
    for sheet in SHEETS:
        if not sheet.key:
            continue
        table = book.table(sheet)
        first: dict[object, int] = {}
        for index, key in enumerate(table[sheet.key]):
            if key is None:
                continue
            if key in first:
                title = sheet.field(sheet.key).title
                line = table.lines[first[key]]
                yield table.problem(index, sheet.key, f"{title}重复，与第 {line} 行相同", "同一工作表内唯一")
            else:
                first[key] = index
