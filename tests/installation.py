"""A whole installation started for a test: own data folder, own database, own queue, own port.

`DATABASE_URL` and `REDIS_URL` of the suite's round choose the topology; nothing of the test database that
pytest-django made is touched, so processes can be killed at will.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit, urlunsplit
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS = 60.0


def wait_until(condition: Callable[[], bool], seconds: float, what: str) -> float:
    """Wait for `condition`; returns how long it took, fails the test after `seconds`."""
    started = time.monotonic()
    while not condition():
        assert time.monotonic() - started < seconds, f"not within {seconds} s: {what}"
        time.sleep(0.05)
    return time.monotonic() - started


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Installation:
    """Runs `manage.py` commands and `serve` on its own data."""

    def __init__(self, folder: Path, **variables: str) -> None:
        self.folder = folder
        self.port = free_port()
        self.environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("DJANGO_", "PYTEST_"))},
            "DATA_DIR": str(folder),
            "SECURITY_PROFILE": "demo",
            "PORT": str(self.port),
            **variables,
        }
        self.log = folder.parent / f"{folder.name}.log"
        self._process: subprocess.Popen[bytes] | None = None

    def manage(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run one command to its end."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=check,
        )

    def start(self) -> None:
        """Start `serve` and wait until it is ready."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "manage.py", "serve"], cwd=ROOT, env=self.environment, stdout=log, stderr=log
            )
        wait_until(lambda: self.health()[0] == 200, START_SECONDS, f"healthz; log: {self.log}")

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Send `number` to the supervisor and wait for its end."""
        assert self._process is not None
        self._process.send_signal(number)
        return self._process.wait(30)

    @property
    def running(self) -> bool:
        """True while the supervisor lives."""
        return self._process is not None and self._process.poll() is None

    def health(self) -> tuple[int, dict]:
        """Status and body of /healthz; 0 where nobody answers."""
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5) as answer:
                return answer.status, json.load(answer)
        except HTTPError as refusal:
            return refusal.code, json.load(refusal)
        except (URLError, ConnectionError, TimeoutError):
            return 0, {}

    def pids(self, word: str) -> list[int]:
        """Direct children of the supervisor whose command line holds `word`: granian, worker, beat."""
        assert self._process is not None
        return [pid for pid in children_of(self._process.pid) if word in command_line(pid).split("\0")]


def children_of(pid: int) -> list[int]:
    """Direct children of a process."""
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def command_line(pid: int) -> str:
    """The NUL-separated command line; empty for a process that has gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""


@contextmanager
def own_database(url: str) -> Iterator[str]:
    """A fresh PostgreSQL database on the server of `url`, dropped in the end."""
    import psycopg2

    name = f"xuncha_run_{uuid.uuid4().hex[:12]}"
    server = psycopg2.connect(urlunsplit(urlsplit(url)._replace(path="/postgres")))
    server.autocommit = True
    try:
        with server.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}")
        yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
    finally:
        with server.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.close()


@contextmanager
def own_queue(url: str, number: int) -> Iterator[str]:
    """An empty Redis database that no other worker of the suite uses."""
    from redis import Redis

    mine = urlunsplit(urlsplit(url)._replace(path=f"/{6 + number % 10}"))
    client = Redis.from_url(mine)
    client.flushdb()
    yield mine
    client.flushdb()
    client.close()
