"""导出 Excel of exactly what a list shows: the same scope, filters, sort, columns and per-row rights.

The rights are those of the person at the time of writing, not of asking: the job builds its querysets from the
requester anew (AC-13).
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter
from django.http import QueryDict

from config.lib import tables
from config.lib.listing import PAGE_PARAMETERS, ListPage
from config.lib.tables import Column

# Nothing a person typed becomes a formula, a link or a number (FL-09).
PLAIN = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
CHUNK = 1000


def write_list(page: ListPage, user: Any, query: str, path: Path) -> int:
    """Write the rows that `query` (the list's query string) shows to `user`; returns how many."""
    data = QueryDict(query, mutable=True)
    columns = tables.chosen(tables.offered(page.columns, user), data.get("cols", ""))
    sort = tables.sort_of(list(columns), data.get("sort", ""), page.sort)
    for name in PAGE_PARAMETERS:
        data.pop(name, None)
    rows = page.filtered(data, user).qs.order_by(*sort.ordering())
    with xlsxwriter.Workbook(str(path), PLAIN) as book:
        return _fill(book, page.title, columns, _shown(page, rows, user, columns))


def _shown(page: ListPage, rows: Any, user: Any, columns: list[Column]) -> Iterator[Any]:
    """The rows with joins and rights, a chunk at a time, in the order of the list."""
    keys = list(rows.values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        part = keys[start : start + CHUNK]
        found = page.lines(page.model._default_manager.filter(pk__in=part), user, columns)
        by_key = {row.pk: row for row in found}
        yield from (by_key[key] for key in part if key in by_key)


def _fill(book: Any, title: str, columns: list[Column], rows: Iterator[Any]) -> int:
    sheet = book.add_worksheet(title[:31])
    head = book.add_format({"bold": True, "bg_color": "#EEECE8", "bottom": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    money = book.add_format({"num_format": "#,##0.00"})
    for position, column in enumerate(columns):
        sheet.set_column(position, position, column.width)
    sheet.freeze_panes(1, 0)
    for position, column in enumerate(columns):
        sheet.write_string(0, position, column.label, head)
    count = 0
    for count, row in enumerate(rows, 1):
        for position, column in enumerate(columns):
            _write(sheet, count, position, column.read(row), day, money)
    if count:
        sheet.autofilter(0, 0, count, len(columns) - 1)
    return count


def _write(sheet: Any, line: int, position: int, value: tables.Value, day: Any, money: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, Decimal):
        sheet.write_number(line, position, float(value), money)
    elif isinstance(value, int):
        sheet.write_number(line, position, value)
    elif isinstance(value, date):
        sheet.write_datetime(line, position, value, day)
    else:
        sheet.write_string(line, position, value)
