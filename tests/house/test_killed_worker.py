"""SIGKILL in the middle of a job: it is taken up again within seconds and done once.

With Redis the victim is the pool child that runs the job, else the worker itself, since it has no children.
"""

import json
import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.installation import ROOT, Installation, own_database, own_queue, wait_until

pytestmark = pytest.mark.chaos

SHOW = "import json; from config.services import command; print(json.dumps(command({!r})))"
ENQUEUE = """
import tests.house.slow_job
from django.db import transaction
from accounts.outbox import enqueue
with transaction.atomic():
    enqueue("tests.slow", key="once", requested_by=None)
"""
Starter = Callable[[str], subprocess.Popen[bytes]]


@pytest.fixture
def installation(tmp_path: Path, worker_id: str) -> Iterator[Installation]:
    """Database and queue of this round; nothing started yet."""
    number = 4 + (int(worker_id.removeprefix("gw")) if worker_id.startswith("gw") else 0)
    with ExitStack() as stack:
        variables = {"SLOW_JOB_NOTES": str(tmp_path / "notes")}
        if url := os.environ.get("DATABASE_URL"):
            variables["DATABASE_URL"] = stack.enter_context(own_database(url))
        if url := os.environ.get("REDIS_URL"):
            variables["REDIS_URL"] = stack.enter_context(own_queue(url, number))
        made = Installation(tmp_path / "data", **variables)
        made.manage("migrate", "--verbosity", "0")
        yield made


@pytest.fixture
def start(installation: Installation) -> Iterator[Starter]:
    """Start one service as `serve` does, with the slow job known to it."""
    started: list[subprocess.Popen[bytes]] = []

    def run(service: str) -> subprocess.Popen[bytes]:
        found = installation.manage("shell", "--no-imports", "-c", SHOW.format(service)).stdout
        more = ["--include=tests.house.slow_job"] if service == "worker" else []
        with installation.log.open("ab") as log:
            process = subprocess.Popen(
                [*json.loads(found), *more], cwd=ROOT, env=installation.environment, stdout=log, stderr=log
            )
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.wait()


def notes(installation: Installation) -> list[str]:
    """What the job wrote so far."""
    file = Path(installation.environment["SLOW_JOB_NOTES"])
    return file.read_text().splitlines() if file.exists() else []


def test_a_killed_job_is_done_once(installation: Installation, start: Starter) -> None:
    installation.manage("shell", "--no-imports", "-c", ENQUEUE)
    worker = start("worker")
    start("scheduler")
    wait_until(lambda: len(notes(installation)) == 1, 30, f"begun; log: {installation.log}")

    victim = int(notes(installation)[0].split()[1])
    os.kill(victim, signal.SIGKILL)
    if victim == worker.pid:
        worker.wait()
        start("worker")
    wait_until(lambda: "done" in notes(installation), 30, f"done; log: {installation.log}")

    assert [line.split()[0] for line in notes(installation)] == ["begun", "begun", "done"]
