"""From the file to columns of values: structure, header rows, formulas, and cells read by kind.

Values are kept by column, not by row: each column is read by one tight loop, and checks take the columns they
need.
"""

import difflib
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import defusedxml.ElementTree
import python_calamine

from exchange import safety
from exchange.cells import CellError, is_blank, parser
from exchange.problems import Problem, WorkbookRefused, column_letters, shown
from exchange.sheets import BY_TITLE, SHEETS, Field, Sheet

MAX_COLUMNS = 200
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass
class Table:
    """The rows of one sheet. `lines[i]` is the row number in Excel of the i-th row; columns run in parallel.

    A cell that could not be read stands as None and is in `faulty` as (row index, column name).
    """

    sheet: Sheet
    lines: list[int] = field(default_factory=list)
    columns: dict[str, list[Any]] = field(default_factory=dict)
    letters: dict[str, str] = field(default_factory=dict)
    faulty: set[tuple[int, str]] = field(default_factory=set)

    def __len__(self) -> int:
        return len(self.lines)

    def __getitem__(self, name: str) -> list[Any]:
        return self.columns[name]

    def cell(self, index: int, name: str) -> str:
        """J17"""
        return f"{self.letters[name]}{self.lines[index]}"

    def problem(self, index: int, name: str, wrong: str, allowed: str = "", value: Any = None) -> Problem:
        """A problem at this cell."""
        found = self.columns[name][index] if value is None else value
        if isinstance(found, tuple):
            found = ";".join(found)
        return Problem(self.sheet.title, self.cell(index, name), shown(found), wrong, allowed)


@dataclass
class Workbook:
    """What was read: the tables that are there, and what is wrong so far."""

    tables: dict[str, Table] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def table(self, sheet: Sheet) -> Table:
        """The rows of a sheet; none where the file has no such sheet."""
        return self.tables.get(sheet.title) or Table(sheet, columns={f.name: [] for f in sheet.fields})


def read(path: Path) -> Workbook:
    """Read a workbook. Raises WorkbookRefused where the file as a whole is not to be read."""
    inspected = safety.inspect(path)
    try:
        source = python_calamine.CalamineWorkbook.from_path(str(path))
    except Exception as fault:  # the parser's errors have no common class
        raise WorkbookRefused(f"{safety.NOT_XLSX}：内容无法读取", safety.ALLOWED) from fault
    book = Workbook()
    if inspected.formula_parts:
        book.problems += _formulas(path, inspected.formula_parts)
    for title in source.sheet_names:
        sheet = BY_TITLE.get(title.strip())
        if sheet is None:
            book.problems.append(_unknown_sheet(title))
            continue
        try:
            rows = _rows(source.get_sheet_by_name(title))
        except WorkbookRefused as refused:
            book.problems.append(Problem(title, "A1", "", refused.problem.wrong, refused.problem.allowed))
            continue
        except Exception as fault:
            raise WorkbookRefused(f"{safety.NOT_XLSX}：工作表「{title}」无法读取", safety.ALLOWED) from fault
        _read_sheet(book, sheet, rows)
    return book


def _rows(sheet: Any) -> list[list[Any]]:
    if sheet.width > MAX_COLUMNS:
        raise WorkbookRefused(f"列数超过 {MAX_COLUMNS}", "模板中的列")
    return sheet.to_python(skip_empty_area=False)


def _unknown_sheet(title: str) -> Problem:
    titles = [sheet.title for sheet in SHEETS]
    near = difflib.get_close_matches(title.strip(), titles, n=1, cutoff=0.2)
    hint = f"最接近的是「{near[0]}」" if near else "、".join(titles)
    return Problem(title, "", "", "不认识的工作表", hint)


def _read_sheet(book: Workbook, sheet: Sheet, rows: list[list[Any]]) -> None:
    places = _header(book, sheet, rows[0] if rows else [])
    table = Table(sheet)
    body = [(number, row) for number, row in enumerate(rows[1:], 2) if not all(map(is_blank, row))]
    table.lines = [number for number, _ in body]
    for one in sheet.fields:
        place = places.get(one.name)
        if place is None:
            table.columns[one.name] = [None] * len(body)
            table.letters[one.name] = "A"
            table.faulty.update((index, one.name) for index in range(len(body)))
            continue
        table.letters[one.name] = column_letters(place)
        _read_column(book, table, one, [row[place] for _, row in body])
    book.tables[sheet.title] = table


def _header(book: Workbook, sheet: Sheet, header: list[Any]) -> dict[str, int]:
    by_title = {one.title: one.name for one in sheet.fields}
    places: dict[str, int] = {}
    for position, value in enumerate(header):
        title = str(value).strip() if value is not None else ""
        if not title:
            continue
        name = by_title.get(title)
        cell = f"{column_letters(position)}1"
        if name is None:
            near = difflib.get_close_matches(title, list(by_title), n=1, cutoff=0.3)
            hint = f"最接近的是「{near[0]}」" if near else "、".join(by_title)
            book.problems.append(Problem(sheet.title, cell, shown(title), "不认识的列", hint))
        elif name in places:
            book.problems.append(Problem(sheet.title, cell, shown(title), "列重复", "每列一次"))
        else:
            places[name] = position
    for one in sheet.fields:
        if one.name not in places:
            book.problems.append(Problem(sheet.title, "A1", "", f"缺少列「{one.title}」", one.title))
    return places


def _read_column(book: Workbook, table: Table, one: Field, cells: list[Any]) -> None:
    parse = parser(one)
    values: list[Any] = []
    append = values.append
    for index, cell in enumerate(cells):
        if is_blank(cell):
            append(None)
            if one.required:
                table.faulty.add((index, one.name))
                book.problems.append(_missing(table, one, index))
            continue
        try:
            append(parse(cell))
        except CellError as error:
            append(None)
            table.faulty.add((index, one.name))
            place = f"{table.letters[one.name]}{table.lines[index]}"
            book.problems.append(Problem(table.sheet.title, place, shown(cell), error.wrong, error.allowed))
    table.columns[one.name] = values


def _missing(table: Table, one: Field, index: int) -> Problem:
    place = f"{table.letters[one.name]}{table.lines[index]}"
    allowed = "、".join(one.choices) if one.choices else ""
    return Problem(table.sheet.title, place, "", f"必填项「{one.title}」为空", allowed)


# --- Formulas: refused where they stand, never evaluated ---------------------------------------------------
def _formulas(path: Path, parts: list[str]) -> list[Problem]:
    with zipfile.ZipFile(path) as archive:
        titles = _titles(archive)
        problems: list[Problem] = []
        for part in parts:
            with archive.open(part) as file:
                for cell in _formula_cells(file):
                    title = titles.get(part, part)
                    problems.append(Problem(title, cell, "", "单元格含有公式", "数值或文字，不得为公式"))
        return problems


def _formula_cells(file: Any) -> list[str]:
    cells = []
    for _, element in defusedxml.ElementTree.iterparse(file):
        if _local(element) == "c":
            if any(_local(child) == "f" for child in element):
                cells.append(element.get("r", ""))
            element.clear()
        elif _local(element) == "row":
            element.clear()
    return cells


def _titles(archive: zipfile.ZipFile) -> dict[str, str]:
    """Part -> title of the sheet, by the relations of the workbook."""
    relations = {
        element.get("Id"): element.get("Target", "")
        for element in defusedxml.ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    }
    titles = {}
    for element in defusedxml.ElementTree.fromstring(archive.read("xl/workbook.xml")).iter():
        if _local(element) == "sheet":
            target = relations.get(element.get(_RELATION), "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            titles[part] = element.get("name", "")
    return titles


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]
