"""Child processes that do not outlive their parent, and one lock per data folder."""

import ctypes
import fcntl
import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO

PR_SET_PDEATHSIG = 1
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 10.0
STEADY_SECONDS = 10.0

Say = Callable[[str, str], None]


class LockTaken(Exception):
    """Somebody else holds the lock; the message is what he wrote about himself."""


def take_lock(file: Path, about: str) -> IO[str]:
    """Take the lock for as long as the returned file stays open; raises LockTaken with the holder's words.

    The kernel lets go when the holder dies, however he dies, so no stale lock is left behind.
    """
    lock = file.open("a+", encoding="utf-8")
    file.chmod(0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.seek(0)
        holder = lock.read()
        lock.close()
        raise LockTaken(holder) from None
    lock.seek(0)
    lock.truncate()
    lock.write(about)
    lock.flush()
    return lock


def port_is_free(host: str, port: int) -> bool:
    """True where a server could listen on `host:port` now."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


_libc = ctypes.CDLL(None, use_errno=True) if hasattr(os, "fork") else None


def _die_with_parent() -> None:
    """Runs in the child before exec: a parent that is killed takes it along (Linux)."""
    if _libc is not None and hasattr(_libc, "prctl"):
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Child:
    """One service as a process group of its own, started again when it dies."""

    def __init__(
        self, name: str, command: Sequence[str], environment: dict[str, str], folder: Path, say: Say
    ) -> None:
        self.name = name
        self._command = list(command)
        self._environment = environment
        self._folder = folder
        self._say = say
        self._process: subprocess.Popen[str] | None = None
        self._started = 0.0
        self._pause = FIRST_PAUSE
        self._next_start = 0.0

    @property
    def running(self) -> bool:
        """True while the process lives."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start the process; its lines are told under its name. Call from the main thread only: the kernel
        ties the child to the thread that made it."""
        self._started = time.monotonic()
        self._process = subprocess.Popen(  # noqa: S603  the command is the caller's own, no shell
            self._command,
            env=self._environment,
            cwd=self._folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
            preexec_fn=_die_with_parent,
        )
        threading.Thread(target=self._tell, args=(self._process,), daemon=True).start()

    def _tell(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            self._say(self.name, line.rstrip())

    def watch(self) -> None:
        """Start the process again if it died: at once the first time, later after a pause that doubles."""
        if self._process is None or self._process.poll() is None:
            return
        now = time.monotonic()
        if not self._next_start:
            self._plan_restart(now)
        if now >= self._next_start:
            self._next_start = 0.0
            self.start()

    def _plan_restart(self, now: float) -> None:
        assert self._process is not None
        # What a killed parent leaves behind would hold its port or its jobs.
        self.signal(signal.SIGKILL)
        steady = now - self._started > STEADY_SECONDS
        self._pause = FIRST_PAUSE if steady else min(self._pause * 2, LONGEST_PAUSE)
        self._next_start = now + self._pause
        self._say(self.name, f"event=restart exit={self._process.returncode} pause={self._pause:.1f}")

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the whole group, as far as it still exists."""
        if self._process is not None:
            try:
                os.killpg(self._process.pid, number)
            except ProcessLookupError:
                return

    def terminate(self) -> None:
        """Ask the process itself, not its helpers, to end in good order."""
        if self.running and self._process is not None:
            self._process.terminate()

    def wait(self, deadline: float) -> None:
        """Wait until `deadline` (monotonic), then end the whole group by force."""
        if self._process is None:
            return
        try:
            self._process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self._say(self.name, "event=forced_stop")
        self.signal(signal.SIGKILL)
        self._process.wait()


class Supervisor:
    """Runs children until a signal comes, then stops them in order."""

    def __init__(self, children: Sequence[Child], grace_seconds: float) -> None:
        self._children = list(children)
        self._grace = grace_seconds
        self._stop = threading.Event()

    def run(self) -> None:
        """Start all, keep them alive, return after SIGTERM or SIGINT once all have ended."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, lambda *_: self._stop.set())
        for child in self._children:
            child.start()
        while not self._stop.wait(0.1):
            for child in self._children:
                child.watch()
        self._end()

    def _end(self) -> None:
        for child in self._children:
            child.terminate()
        deadline = time.monotonic() + self._grace
        for child in self._children:
            child.wait(deadline)
