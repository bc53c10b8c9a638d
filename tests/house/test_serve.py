"""The supervisor: ready only when all is, brings back what dies, leaves nothing behind."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.installation import Installation, children_of, command_line, own_database, own_queue, wait_until

pytestmark = pytest.mark.chaos

# A start of Python, Django and Celery on a busy two-core machine; alone it takes about a second and a half.
RETURN_SECONDS = 6.0


@pytest.fixture(scope="module")
def topology(worker_id: str) -> Iterator[dict[str, str]]:
    """Where the installation keeps rows and messages, as this round of the suite has it."""
    number = int(worker_id.removeprefix("gw")) if worker_id.startswith("gw") else 0
    with ExitStack() as stack:
        variables = {}
        if url := os.environ.get("DATABASE_URL"):
            variables["DATABASE_URL"] = stack.enter_context(own_database(url))
        if url := os.environ.get("REDIS_URL"):
            variables["REDIS_URL"] = stack.enter_context(own_queue(url, number))
        yield variables


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, topology: dict[str, str]) -> Iterator[Installation]:
    """One installation, started once for this file."""
    installation = Installation(tmp_path_factory.mktemp("serve") / "data", **topology)
    installation.manage("migrate", "--verbosity", "0")
    installation.start()
    yield installation
    if installation.running:
        installation.stop()


def test_ready_installation_has_one_of_each(running: Installation) -> None:
    assert running.health() == (200, {"status": "ok", "missing": []})
    assert [len(running.pids(word)) for word in ("granian", "worker", "beat")] == [1, 1, 1]


@pytest.mark.parametrize("word", ["worker", "beat", "granian"])
def test_what_is_killed_comes_back(running: Installation, word: str) -> None:
    (victim,) = running.pids(word)
    os.kill(victim, signal.SIGKILL)
    wait_until(lambda: running.pids(word) not in ([], [victim]), RETURN_SECONDS, f"a new {word}")
    wait_until(lambda: running.health()[0] == 200, RETURN_SECONDS, "ready again")


def test_a_killed_web_process_is_replaced(running: Installation) -> None:
    (server,) = running.pids("granian")
    before = set(children_of(server))
    os.kill(min(before), signal.SIGKILL)
    wait_until(
        lambda: len(children_of(server)) == len(before) and set(children_of(server)) != before,
        RETURN_SECONDS,
        "a new web process",
    )
    assert running.pids("granian") == [server]


def test_web_processes_stay_small(running: Installation) -> None:
    (server,) = running.pids("granian")
    for _ in range(50):
        running.health()
    assert max(memory_mib(pid) for pid in children_of(server)) < 120


def memory_mib(pid: int) -> float:
    """Resident memory of one process."""
    (line,) = [x for x in Path(f"/proc/{pid}/status").read_text().splitlines() if x.startswith("VmRSS:")]
    return int(line.split()[1]) / 1024


def test_silent_worker_is_missed(running: Installation) -> None:
    (worker,) = running.pids("worker")
    os.kill(worker, signal.SIGSTOP)
    try:
        wait_until(lambda: running.health()[0] == 503, 25, "missed")
        assert running.health()[1] == {"status": "unready", "missing": ["worker"]}
    finally:
        os.kill(worker, signal.SIGCONT)
    wait_until(lambda: running.health()[0] == 200, RETURN_SECONDS, "heard again")


def test_second_start_says_who_holds_the_folder(running: Installation) -> None:
    second = running.manage("serve", check=False)
    assert second.returncode == 1
    assert "这个数据目录已在使用" in second.stderr
    assert f"http://127.0.0.1:{running.port}" in second.stderr


def test_taken_port_is_said_plainly(running: Installation, tmp_path: Path) -> None:
    other = Installation(tmp_path / "data", PORT=str(running.port))
    refused = other.manage("serve", check=False)
    assert refused.returncode == 1
    assert f"端口 {running.port} 已被占用" in refused.stderr


def test_children_die_with_a_killed_supervisor_and_it_starts_again(running: Installation) -> None:
    children = [pid for word in ("granian", "worker", "beat") for pid in running.pids(word)]
    running.stop(signal.SIGKILL)
    wait_until(lambda: not any(command_line(pid) for pid in children), 20, "children gone")
    running.start()


def test_sigterm_stops_all_in_good_order(running: Installation) -> None:
    children = [pid for word in ("granian", "worker", "beat") for pid in running.pids(word)]
    started = time.monotonic()
    assert running.stop() == 0
    assert time.monotonic() - started < 15
    assert not any(command_line(pid) for pid in children)
    assert running.health()[0] == 0
