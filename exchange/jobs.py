"""The heavy work of this app, each job in a child process with limits (FL-04).

A hostile workbook can exhaust its child, never the worker. The child dies with its worker, so a killed worker
leaves nobody writing behind its back; and `outbox.finish` is fenced by the lease, should one survive.
"""

import ctypes
import resource
import signal
import subprocess
import sys
from collections.abc import Callable

from django.conf import settings

from accounts import outbox
from accounts.models import OutboxJob
from exchange.services import artifacts, batches

MEMORY_LIMIT = 2 * 1024**3
CPU_SECONDS = 300
WALL_SECONDS = 900
PR_SET_PDEATHSIG = 1
EXIT_MEMORY, EXIT_LEASE_LOST, EXIT_RIGHT_REVOKED = 3, 4, 5

_libc = ctypes.CDLL(None)

# What the child runs for each kind of job.
WORK: dict[str, Callable[[OutboxJob], None]] = {
    "exchange.check": batches.check_job,
    "exchange.import": batches.import_job,
    "exchange.export": artifacts.export_job,
}
FAILED: dict[str, Callable[[OutboxJob], None]] = {
    "exchange.check": batches.failed,
    "exchange.import": batches.failed,
    "exchange.export": artifacts.failed,
}


class ChildFailed(Exception):
    """The child process did not finish its job."""


@outbox.job("exchange.check", action="workbook.import")
def check(job: OutboxJob) -> None:
    """Check an uploaded workbook."""
    _run_in_child(job)


@outbox.job("exchange.import", action="workbook.import")
def import_(job: OutboxJob) -> None:
    """Write a confirmed workbook."""
    _run_in_child(job)


@outbox.job("exchange.export", action="export_artifact.download")
def export(job: OutboxJob) -> None:
    """Make a file for download."""
    _run_in_child(job)


@outbox.job("exchange.tidy", action="workbook.import")
def tidy(job: OutboxJob) -> None:
    """Remove the files of an import that is done."""
    batches.tidy_job(job)


def _run_in_child(job: OutboxJob) -> None:
    command = [sys.executable, "manage.py", "run_exchange_job", str(job.pk), str(job.lease_token)]
    try:
        code = subprocess.run(  # noqa: S603  our own command, no shell
            command,
            cwd=settings.BASE_DIR,
            stdin=subprocess.DEVNULL,
            timeout=WALL_SECONDS,
            preexec_fn=_limits,
            check=False,
        ).returncode
    except subprocess.TimeoutExpired:
        code = EXIT_MEMORY
    if code == EXIT_LEASE_LOST:
        raise outbox.LeaseLost(str(job.pk))
    if code == EXIT_RIGHT_REVOKED:
        FAILED[job.kind](job)
        raise outbox.RightRevoked(job.kind)
    if code:
        # What exhausts its limits once will do so again; everything else deserves another attempt.
        last = code in (EXIT_MEMORY, -signal.SIGXCPU) or job.attempts - job.kills >= outbox.MAX_ATTEMPTS
        if last:
            FAILED[job.kind](job)
        raise ChildFailed(f"exit {code}")


def _limits() -> None:
    """Runs in the child before exec."""
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
