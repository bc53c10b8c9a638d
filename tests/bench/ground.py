"""Ground to measure on: a data folder, a database, and the machine's own description."""

import os
import platform
import shutil
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import psycopg2

ROOT = Path(__file__).resolve().parents[2]
SERVER = os.environ.get("TEST_DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/postgres")
REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/5")
DATABASES = ("SQLite", "PostgreSQL")


@contextmanager
def installation(database: str) -> Iterator[dict[str, str]]:
    """The environment of an empty installation on `database`, removed in the end."""
    folder = Path(tempfile.mkdtemp(prefix="xuncha-bench-"))
    name = f"xuncha_bench_{uuid.uuid4().hex[:8]}"
    environment = {
        **os.environ,
        "DATA_DIR": str(folder / "data"),
        "SECURITY_PROFILE": "demo",
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        "DATABASE_URL": "",
        "DATABASE_MIGRATION_URL": "",
        "REDIS_URL": "",
        "PUBLIC_URL": "",
    }
    if database == "PostgreSQL":
        _on_server(f"CREATE DATABASE {name}")
        environment |= {"DATABASE_URL": f"{SERVER.rsplit('/', 1)[0]}/{name}", "REDIS_URL": REDIS}
    try:
        yield environment
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if database == "PostgreSQL":
            _on_server(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _on_server(statement: str) -> None:
    connection = psycopg2.connect(SERVER)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()


def python(environment: dict[str, str], *arguments: str) -> str:
    """Run Python in the project and return what it printed; its words are shown where it fails."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(arguments)}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def machine() -> str:
    """Date and size of the machine, for the table."""
    cpu = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    python_version = platform.python_version()
    return f"{date.today().isoformat()} · {os.cpu_count()} cores ({cpu}) · {memory:.0f} GiB · Python {python_version}"
