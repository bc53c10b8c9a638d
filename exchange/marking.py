"""The user's own workbook back, with the faulty cells marked and commented; and the list of errors as a workbook."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from exchange.services.list_exports import PLAIN

MAX_SIZE = 20 * 1024 * 1024
FAULTY = PatternFill("solid", fgColor="F8C9C4")
AUTHOR = "巡察统合"
LIST_COLUMNS = (
    ("工作表", "sheet", 14),
    ("单元格", "cell", 10),
    ("填写内容", "value", 36),
    ("问题", "wrong", 44),
    ("应为", "allowed", 44),
)


def mark(source: Path, target: Path, problems: Iterable[dict[str, str]]) -> bool:
    """Write `source` with marks to `target`; False where it is too large to mark or openpyxl cannot read it."""
    if source.stat().st_size > MAX_SIZE:
        return False
    try:
        book = openpyxl.load_workbook(source, keep_links=False)
    except Exception:  # what calamine reads openpyxl may not; the list of errors stands either way
        return False
    for (title, cell), texts in _by_cell(problems).items():
        if title in book.sheetnames:
            _mark_cell(book[title][cell], texts)
    book.save(target)
    return True


def _by_cell(problems: Iterable[dict[str, str]]) -> dict[tuple[str, str], list[str]]:
    cells: dict[tuple[str, str], list[str]] = defaultdict(list)
    for problem in problems:
        if problem["cell"]:
            allowed = f"（应为：{problem['allowed']}）" if problem["allowed"] else ""
            cells[(problem["sheet"], problem["cell"])].append(problem["wrong"] + allowed)
    return cells


def _mark_cell(cell: Any, texts: list[str]) -> None:
    cell.fill = FAULTY
    cell.comment = Comment("\n".join(texts), AUTHOR)
    # What a person typed goes back as text, never as a formula (FL-09).
    if cell.data_type == "f":
        cell.data_type = "s"
        cell.quotePrefix = True


def write_list(target: Path, problems: Iterable[dict[str, str]]) -> None:
    """The errors as a workbook, one line each."""
    with xlsxwriter.Workbook(str(target), PLAIN) as book:
        page = book.add_worksheet("错误清单")
        head = book.add_format({"bold": True, "bg_color": "#EEECE8"})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        page.freeze_panes(1, 0)
        for position, (title, _, width) in enumerate(LIST_COLUMNS):
            page.set_column(position, position, width)
            page.write_string(0, position, title, head)
        for line, problem in enumerate(problems, 1):
            for position, (_, name, _) in enumerate(LIST_COLUMNS):
                page.write_string(line, position, problem[name], wrap)
