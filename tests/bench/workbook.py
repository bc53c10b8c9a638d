"""Large workbooks: the sample office many times over, each copy with codes of its own.

What points to a code points to the copy's; the city itself and the years of the baseline stand once.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import python_calamine
import xlsxwriter

from exchange.sheets import SHEETS, Kind, Sheet

SAMPLE = Path(__file__).resolve().parents[2] / "inspections" / "fixtures" / "kunming-2019.xlsx"
SAMPLE_FINDINGS = 819
CITY = "CITY"
CODES = (Kind.CODE, Kind.CODES)


def write(path: Path, copies: int) -> int:
    """Write `copies` offices into one workbook; returns its findings."""
    sample = python_calamine.CalamineWorkbook.from_path(str(SAMPLE))
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for sheet in SHEETS:
            head, *rows = sample.get_sheet_by_name(sheet.title).to_python()
            target = book.add_worksheet(sheet.title)
            target.write_row(0, 0, head)
            for number, row in enumerate(_copies(sheet, head, rows, copies), 1):
                for column, value in enumerate(row):
                    if isinstance(value, date):
                        target.write_datetime(number, column, value, day)
                    else:
                        target.write(number, column, value)
    return copies * SAMPLE_FINDINGS


def _copies(sheet: Sheet, head: list[Any], rows: list[list[Any]], copies: int) -> Iterator[list[Any]]:
    kinds = {one.title: one.kind for one in sheet.fields}
    coded = [n for n, title in enumerate(head) if kinds[title] in CODES or title == "凭证号"]
    once = sheet.title == "县级巡察基线"
    for copy in range(1 if once else copies):
        for row in rows:
            if copy and sheet.title == "机构" and str(row[0]).startswith(CITY):
                continue
            yield [_named(value, copy) if n in coded else value for n, value in enumerate(row)]


def _named(value: Any, copy: int) -> Any:
    """A code, or several, as the copy has them."""
    if not copy or not value:
        return value
    parts = str(value).split(";")
    return ";".join(part if part.startswith(CITY) else f"{part}-{copy:03d}" for part in parts)
