"""SIGKILL of the worker in the middle of an import and of an export, ten times at random: done once, nothing half."""

import os
import random
import signal
import sqlite3
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import psycopg2
import pytest
import python_calamine

from tests.bench.workbook import SAMPLE_FINDINGS, write
from tests.installation import Installation, children_of, own_database, own_queue, wait_until

pytestmark = pytest.mark.chaos

KILLS = 10
COPIES = 6
UPLOAD = """
from django.core.files import File
from accounts.models import User
from exchange.services import batches
actor = User.objects.get(username="co")
print(batches.receive(File(open({file!r}, "rb"), name="x.xlsx"), actor=actor).pk)
"""
CONFIRM = """
from accounts.models import User
from exchange.models import ImportBatch
from exchange.services import batches
batches.confirm(ImportBatch.objects.get(), actor=User.objects.get(username="co"))
"""
EXPORT = """
from accounts.models import User
from exchange.services import artifacts
print(artifacts.ask_workbook(actor=User.objects.get(username="co")).pk)
"""


class Office(Installation):
    """An installation with the demo office, its database read from outside."""

    def shell(self, code: str) -> str:
        return self.manage("shell", "--no-imports", "-c", code).stdout.strip()

    def rows(self, question: str) -> list[tuple]:
        url = self.environment.get("DATABASE_URL")
        connection = (
            psycopg2.connect(url) if url else sqlite3.connect(self.folder / "xuncha.sqlite3", timeout=20)
        )
        try:
            cursor = connection.cursor()
            cursor.execute(question)
            return cursor.fetchall()
        finally:
            connection.close()

    def count(self, table: str, condition: str = "1=1") -> int:
        return int(self.rows(f"SELECT count(*) FROM {table} WHERE {condition}")[0][0])

    def kill_at_work(self, chance: random.Random) -> bool:
        """SIGKILL the worker or one below it, whichever chance picks."""
        below = [pid for worker in self.pids("worker") for pid in [worker, *_descendants(worker)]]
        if not below:
            return False
        with suppress(ProcessLookupError):
            os.kill(chance.choice(below), signal.SIGKILL)
        return True


def _descendants(pid: int) -> Iterator[int]:
    for child in children_of(pid):
        yield child
        yield from _descendants(child)


@pytest.fixture
def office(tmp_path: Path, worker_id: str) -> Iterator[Office]:
    number = 2 + (int(worker_id.removeprefix("gw")) if worker_id.startswith("gw") else 0)
    with ExitStack() as stack:
        variables = {"DEMO_PASSWORD": "chaos-password-1"}
        if url := os.environ.get("DATABASE_URL"):
            variables["DATABASE_URL"] = stack.enter_context(own_database(url))
        if url := os.environ.get("REDIS_URL"):
            variables["REDIS_URL"] = stack.enter_context(own_queue(url, number))
        made = Office(tmp_path / "data", **variables)
        made.manage("migrate", "--verbosity", "0")
        made.manage("load_demo")
        made.start()
        yield made
        made.stop()


def _harass(office: Office, running: str, observe: Callable[[], None]) -> int:
    """Kill ten times at random moments, looking at the rows all the while; returns how often it hit a running job."""
    seed = int(os.environ.get("CHAOS_SEED", time.time()))
    chance, hits = random.Random(seed), 0
    for _ in range(KILLS):
        patience = time.monotonic() + 15
        while not office.count("accounts_outboxjob", running) and time.monotonic() < patience:
            time.sleep(0.05)
            if office.count("accounts_outboxjob", f"{running.split(' AND ')[0]} AND state = 'done'"):
                break
        time.sleep(chance.uniform(0.0, 1.5))
        observe()
        hits += office.count("accounts_outboxjob", running) > 0
        wait_until(lambda: office.kill_at_work(chance), 20, f"a worker; CHAOS_SEED={seed}")
    return hits


def _state(office: Office, table: str) -> str:
    return office.rows(f"SELECT state FROM {table}")[0][0]


def test_an_import_killed_ten_times_is_done_once(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "large.xlsx"
    findings = write(file, COPIES)
    office.shell(UPLOAD.format(file=str(file)))
    wait_until(lambda: _state(office, "exchange_importbatch") == "ready", 60, f"checked; log {office.log}")
    seen: set[int] = set()

    def observe() -> None:
        seen.add(office.count("inspections_finding"))

    office.shell(CONFIRM)
    hits = _harass(office, "kind = 'exchange.import' AND state = 'running'", observe)
    wait_until(lambda: _state(office, "exchange_importbatch") == "done", 90, f"imported; log {office.log}")
    wait_until(
        lambda: not office.count("accounts_outboxjob", "state <> 'done'"), 60, f"tidied; log {office.log}"
    )
    observe()
    assert hits >= 3, f"the premise: it was killed at work ({hits})"
    assert seen <= {SAMPLE_FINDINGS, findings}, "never half"
    assert office.count("inspections_finding") == findings
    assert office.count("clues_clue") == 185 * COPIES
    assert office.count("accounts_auditrecord", "action = 'workbook.import' AND object_id <> ''") == 1
    assert office.count("accounts_notification", "event_key LIKE 'import:%'") == 1
    assert office.count("accounts_outboxjob", "state <> 'done'") == 0
    left = [path.name for path in (office.folder / "uploads").rglob("*") if path.is_file()]
    assert not [name for name in left if name.endswith((".xlsx", ".part"))], left
    office.manage("refresh_figures", "--check")


def test_an_export_killed_ten_times_is_made_once(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "large.xlsx"
    findings = write(file, COPIES)
    office.manage("import_workbook", str(file))
    office.shell(EXPORT)
    exports = office.folder / "exports"

    def observe() -> None:
        if _state(office, "exchange_exportartifact") == "ready":
            made = [
                path for path in exports.rglob("*.xlsx") if not path.name.endswith((".part", ".draft.xlsx"))
            ]
            assert made and all(zipfile.ZipFile(path).testzip() is None for path in made)

    hits = _harass(office, "kind = 'exchange.export' AND state = 'running'", observe)
    wait_until(
        lambda: _state(office, "exchange_exportartifact") == "ready", 90, f"exported; log {office.log}"
    )
    assert hits >= 3, f"the premise: it was killed at work ({hits})"
    files = [path for path in exports.rglob("*") if path.is_file()]
    assert len(files) == 1, files
    book = python_calamine.CalamineWorkbook.from_path(str(files[0]))
    assert len(book.get_sheet_by_name("问题").to_python()) == findings + 1
    assert office.count("accounts_notification", "event_key LIKE 'export:%'") <= 1
    assert office.count("accounts_outboxjob", "state <> 'done'") == 0
