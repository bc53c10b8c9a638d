"""Writing many rows in a number of statements that does not grow with them.

Rows are tuples of plain Python values in the order of `columns` (attribute names of concrete fields, e.g.
``round_id``). PostgreSQL takes them by COPY, SQLite by one prepared statement. No signals, no `save()`: for
importers that have checked everything themselves; database constraints hold as always.
"""

import csv
import io
import json
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, models

Row = Sequence[Any]
CACHE_KIB = 128 * 1024


def insert(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Insert all rows: one statement, whatever their number."""
    table, names = model._meta.db_table, _names(model, columns)
    if connection.vendor == "postgresql":
        _copy(table, names, _plain(model, columns, rows))
        return
    marks = ", ".join(["%s"] * len(columns))
    sql = f"INSERT INTO {_quoted(table)} ({_list(names)}) VALUES ({marks})"  # noqa: S608 our own names only
    _executemany(sql, _plain(model, columns, rows))


def insert_from(model: type[models.Model], columns: Sequence[str], queryset: models.QuerySet) -> None:
    """Insert what `queryset` selects, in that order of columns, without bringing it here."""
    sql, parameters = queryset.query.sql_with_params()
    into = f"INSERT INTO {_quoted(model._meta.db_table)} ({_list(_names(model, columns))}) "
    with connection.cursor() as cursor:
        cursor.execute(into + sql, parameters)


@contextmanager
def many_rows() -> Iterator[None]:
    """Room for a large write. Random keys touch every page of every index: SQLite's usual 2 MB of cache would write
    each page out and read it again hundreds of times; PostgreSQL shares its cache between all."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA cache_size")
        usual = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA cache_size=-{CACHE_KIB}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size={int(usual)}")


def update(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Set `columns[1:]` of the rows whose key is `columns[0]`: a fixed number of statements."""
    table, names = model._meta.db_table, _names(model, columns)
    if connection.vendor == "postgresql":
        _update_by_copy(table, names, _plain(model, columns, rows))
        return
    sets = ", ".join(f"{_quoted(name)} = %s" for name in names[1:])
    sql = f"UPDATE {_quoted(table)} SET {sets} WHERE {_quoted(names[0])} = %s"  # noqa: S608 our own names only
    _executemany(sql, ((*row[1:], row[0]) for row in _plain(model, columns, rows)))


def delete(model: type[models.Model], column: str, values: Iterable[Any]) -> None:
    """Delete the rows whose `column` is one of `values`: one statement, whatever their number."""
    table, names = model._meta.db_table, _names(model, [column])
    plain = [row[0] for row in _plain(model, [column], ([value] for value in values))]
    sql = f"DELETE FROM {_quoted(table)} WHERE {_quoted(names[0])}"  # noqa: S608 our own names only
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"{sql}::text = ANY(%s)", [[str(value) for value in plain]])
        return
    _executemany(f"{sql} = %s", ([value] for value in plain))


def _update_by_copy(table: str, names: list[str], rows: Iterator[Row]) -> None:
    changes = f"changes_{uuid.uuid4().hex}"
    sets = ", ".join(f"{_quoted(name)} = c.{_quoted(name)}" for name in names[1:])
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMP TABLE {changes} ON COMMIT DROP AS "  # noqa: S608 our own names only
            f"SELECT {_list(names)} FROM {_quoted(table)} WITH NO DATA"
        )
        _copy(changes, names, rows)
        cursor.execute(
            f"UPDATE {_quoted(table)} AS t SET {sets} FROM {changes} AS c "  # noqa: S608 our own names only
            f"WHERE t.{_quoted(names[0])} = c.{_quoted(names[0])}"
        )
        cursor.execute(f"DROP TABLE {changes}")


def _names(model: type[models.Model], columns: Sequence[str]) -> list[str]:
    by_attribute = {field.attname: field.column for field in model._meta.concrete_fields}
    return [by_attribute[column] for column in columns]


def _list(names: Iterable[str]) -> str:
    return ", ".join(map(_quoted, names))


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _executemany(sql: str, rows: Iterator[Row]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(sql, rows)  # type: ignore[arg-type]  # both drivers take an iterator


# --- Values as the database takes them ---------------------------------------------------------------------
def _plain(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> Iterator[Row]:
    """The rows with values the driver understands; columns that need no change are passed through."""
    by_attribute = {field.attname: field for field in model._meta.concrete_fields}
    changes = [
        (position, change)
        for position, column in enumerate(columns)
        if (change := _conversion(by_attribute[column])) is not None
    ]
    for row in rows:
        values = list(row)
        for position, change in changes:
            if values[position] is not None:
                values[position] = change(values[position])
        yield values


def _conversion(field: models.Field) -> Callable[[Any], Any] | None:
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    if isinstance(field, models.JSONField):
        return lambda value: json.dumps(value, ensure_ascii=False)
    if connection.vendor == "postgresql":
        return None
    if isinstance(field, models.UUIDField):
        return lambda value: value.hex
    if isinstance(field, models.DecimalField | models.DateField):
        return str
    return None


# --- COPY --------------------------------------------------------------------------------------------------
class _CsvStream(io.TextIOBase):
    """Rows as CSV, made as they are read, so that no second copy of the file stands in memory."""

    def __init__(self, rows: Iterator[Row], null: str) -> None:
        self.rows, self.null = rows, null
        self.buffer = io.StringIO()
        self.writer = csv.writer(self.buffer)

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1) -> str:
        while size is None or size < 0 or self.buffer.tell() < size:
            row = next(self.rows, None)
            if row is None:
                break
            self.writer.writerow([self.null if value is None else value for value in row])
        text = self.buffer.getvalue()
        self.buffer.seek(0)
        self.buffer.truncate()
        # A whole row may exceed what was asked for; keep the rest for the next read.
        if size is not None and 0 <= size < len(text):
            self.buffer.write(text[size:])
            return text[:size]
        return text


def _copy(table: str, names: list[str], rows: Iterator[Row]) -> None:
    # A mark that no cell can hold stands for NULL: an empty text is a value of its own.
    null = f"null-{uuid.uuid4().hex}"
    sql = f"COPY {_quoted(table)} ({_list(names)}) FROM STDIN WITH (FORMAT csv, NULL '{null}')"
    with connection.cursor() as cursor:
        cursor.cursor.copy_expert(sql, _CsvStream(rows, null))
