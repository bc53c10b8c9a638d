"""Floors of import and export, each in a process of its own; prints seconds.

Import: the fastest reader and one bulk insert of bare rows. Export: the writer alone, its cells in memory.
"""

import sys
import time
from pathlib import Path
from typing import Any

import django

django.setup()

import python_calamine  # noqa: E402
import xlsxwriter  # noqa: E402
from django.db import connection, models, transaction  # noqa: E402


def read_and_insert(path: str) -> float:
    """Read every sheet, insert every row as text into a bare table per sheet."""
    started = time.perf_counter()
    book = python_calamine.CalamineWorkbook.from_path(path)
    sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    spent = time.perf_counter() - started
    bare = {name: _model(number, len(rows[0])) for number, (name, rows) in enumerate(sheets.items())}
    with connection.schema_editor() as editor:
        for model in bare.values():
            editor.create_model(model)
    started = time.perf_counter()
    with transaction.atomic():
        for name, rows in sheets.items():
            model = bare[name]
            model.objects.bulk_create(
                model(**{f"c{n}": str(value) for n, value in enumerate(row)}) for row in rows[1:]
            )
    return spent + time.perf_counter() - started


def _model(number: int, columns: int) -> Any:
    fields: dict[str, Any] = {f"c{n}": models.TextField() for n in range(columns)}
    meta = type("Meta", (), {"app_label": "reports", "db_table": f"bare_{number}"})
    return type(f"Bare{number}", (models.Model,), {**fields, "Meta": meta, "__module__": __name__})


def write_bare(path: str) -> float:
    """Write the cells of a workbook again with the writer alone, in constant memory."""
    book = python_calamine.CalamineWorkbook.from_path(path)
    sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    target = Path(path).with_suffix(".bare.xlsx")
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    started = time.perf_counter()
    with xlsxwriter.Workbook(str(target), options) as out:
        day = out.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            sheet = out.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if value == "":
                        continue
                    if isinstance(value, str):
                        sheet.write_string(number, column, value)
                    elif isinstance(value, int | float):
                        sheet.write_number(number, column, value)
                    else:
                        sheet.write_datetime(number, column, value, day)
    return time.perf_counter() - started


def product_import(path: str) -> tuple[float, int]:
    """The product's own import: seconds and statements."""
    from exchange.services import importing

    statements = 0

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal statements
        statements += 1
        return execute(sql, params, many, context)

    started = time.perf_counter()
    with connection.execute_wrapper(count):
        report = importing.check(Path(path))
        assert not report.problems, report.problems[:5]
        importing.apply(report, actor=None)
    return time.perf_counter() - started, statements


def product_export(path: str) -> float:
    """The product's own export: seconds."""
    from exchange.services.exporting import export_workbook

    started = time.perf_counter()
    with transaction.atomic():
        export_workbook(Path(path))
    return time.perf_counter() - started


def peak() -> float:
    """Largest resident MiB of this process so far."""
    line = next(x for x in Path("/proc/self/status").read_text().splitlines() if x.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    import json

    work, file = sys.argv[1:]
    result = globals()[work](file)
    seconds, statements = result if isinstance(result, tuple) else (result, 0)
    print(json.dumps({"seconds": seconds, "statements": statements, "peak": peak()}))
