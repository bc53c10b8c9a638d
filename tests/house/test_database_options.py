"""The options that measurements chose are in force on a real connection, not only in a dict."""

import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db.backends.sqlite3.base import DatabaseWrapper

from config.lib.database import sqlite


@pytest.fixture
def scratch(tmp_path: Path, django_db_blocker: Any) -> Iterator[DatabaseWrapper]:
    """A connection to a file of its own, made as the product makes its own."""
    defaults = {"ATOMIC_REQUESTS": False, "AUTOCOMMIT": True, "TIME_ZONE": None, "USER": "", "PASSWORD": ""}
    entry = {**defaults, "HOST": "", "PORT": "", **sqlite(tmp_path / "x.sqlite3")}
    with django_db_blocker.unblock():
        connection = DatabaseWrapper(entry, "scratch")
        yield connection
        connection.close()


def test_sqlite_pragmas_hold(scratch: DatabaseWrapper) -> None:
    names = ("journal_mode", "synchronous", "secure_delete", "foreign_keys", "busy_timeout")
    with scratch.cursor() as cursor:
        found = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in names]
    assert found == ["wal", 2, 1, 1, 20000]


def test_sqlite_files_are_closed_to_others(scratch: DatabaseWrapper, tmp_path: Path) -> None:
    with scratch.cursor() as cursor:
        cursor.execute("CREATE TABLE t (n)")
    files = sorted(tmp_path.glob("x.sqlite3*"))
    assert [file.name for file in files] == ["x.sqlite3", "x.sqlite3-shm", "x.sqlite3-wal"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_sqlite_takes_the_write_lock_at_the_beginning(scratch: DatabaseWrapper, tmp_path: Path) -> None:
    with scratch.cursor() as cursor:
        cursor.execute("CREATE TABLE t (n)")
    # What `atomic` calls first; a transaction that only reads so far already keeps other writers out.
    scratch._start_transaction_under_autocommit()
    other = sqlite3.connect(tmp_path / "x.sqlite3", timeout=0)
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("INSERT INTO t VALUES (1)")
    other.close()
    scratch.rollback()
