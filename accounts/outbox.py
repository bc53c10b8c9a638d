"""Background work: written with the business change, drained by Celery, done once.

The table is the queue of record; the broker only carries ids, so a broker that forgets costs a delay and
never a loss (security.md, "Measured"). Life of a row:

1. `enqueue` inside the business transaction: WAITING.
2. `dispatch_due` (ticked by beat every second) sends ids of due rows to the broker; a row that was sent and
   not taken within `RESEND_AFTER` is sent again; a running row whose lease has run out is opened again.
3. `run_job` takes the row with a lease and a fresh token (RUNNING) and calls the handler of its kind.
4. The handler does its work and ends with `finish(job)` inside the transaction of its effects. `finish` is
   fenced by the token: a worker that lost its lease cannot commit, so an effect happens once.
5. A handler that raises gives the row back with a growing delay; after `MAX_ATTEMPTS` crashes it is DEAD,
   shown to SYS and told to who asked. Other rows go on.

A worker that starts frees the leases of its own name at once: after SIGKILL work resumes with the restart.
"""

import os
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from accounts.choices import JobState
from accounts.models.outbox import Heartbeat, OutboxJob

WORKER_KILLED = "worker_killed"

LEASE = timedelta(minutes=5)
RESEND_AFTER = timedelta(seconds=30)
MAX_ATTEMPTS = 3
# Being killed is the machine's fault, not the job's; yet what kills every worker must stop some day.
MAX_KILLS = 25
BATCH = 50

log = structlog.get_logger(__name__)

Handler = Callable[[OutboxJob], None]
_handlers: dict[str, Handler] = {}
_actions: dict[str, str] = {}


class LeaseLost(Exception):
    """Another worker has the job now; whatever this one did must be rolled back."""


def job(kind: str, *, action: str) -> Callable[[Handler], Handler]:
    """Register the handler of a kind of job and the action of the policy its requester must still hold."""

    def register(handler: Handler) -> Handler:
        if kind in _handlers:
            raise ValueError(f"job {kind!r} is registered already")
        _handlers[kind], _actions[kind] = handler, action
        return handler

    return register


def registered_jobs() -> dict[str, str]:
    """Kind -> action, for the test that no task runs without a declared right (AC-01)."""
    return dict(_actions)


def enqueue(
    kind: str, *, key: str, requested_by: Any, due_at: datetime | None = None, **ids: str | int
) -> OutboxJob:
    """Write the wish for `kind`; call it in the transaction of the change that wants it.

    The same `key` twice is one job: the first row is returned. `ids` are ids and numbers only.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError(
            "a job belongs to the transaction of the change that wants it"
        )
    if kind not in _handlers:
        raise KeyError(f"no handler for job {kind!r}")
    row, _ = OutboxJob.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "payload": {name: str(value) for name, value in ids.items()},
            "requested_by": requested_by,
            "due_at": due_at or timezone.now(),
        },
    )
    return row


def dispatch_due(send: Callable[[str], None]) -> int:
    """Send the ids of due rows through `send`; returns how many. Safe to run in several places at once."""
    now = timezone.now()
    _reopen_expired(now)
    unsent = Q(sent_at__isnull=True) | Q(sent_at__lt=now - RESEND_AFTER)
    due = OutboxJob.objects.filter(unsent, state=JobState.WAITING, due_at__lte=now).order_by("due_at")
    sent = 0
    for row_id in due.values_list("pk", flat=True)[:BATCH]:
        if OutboxJob.objects.filter(unsent, pk=row_id, state=JobState.WAITING).update(sent_at=now):
            send(str(row_id))
            sent += 1
    return sent


def _reopen_expired(now: datetime) -> None:
    expired = OutboxJob.objects.filter(state=JobState.RUNNING, lease_until__lt=now)
    for row in expired[:BATCH]:
        _give_back(row, fault="lease_expired", now=now)


def release_own_leases(worker: str, job_id: str = "") -> int:
    """Open again what an earlier life of this worker held when it was killed; returns how many.

    With `job_id` that job alone: a pool child was killed and the broker brought its message back.
    """
    now = timezone.now()
    held = OutboxJob.objects.filter(state=JobState.RUNNING, lease_owner=worker)
    rows = list(held.filter(pk=job_id) if job_id else held)
    for row in rows:
        _give_back(row, fault=WORKER_KILLED, now=now)
    return len(rows)


def run_job(job_id: str, worker: str = "") -> bool:
    """Take the job and run its handler; False when it was not there to take. Never raises for a handler."""
    row = _take(job_id, worker or f"pid-{os.getpid()}")
    if row is None:
        return False
    try:
        _require_right(row)
        _handlers[row.kind](row)
        _require_finished(row)
    except LeaseLost:
        log.warning("job_lease_lost", kind=row.kind, job=str(row.pk))
    except Exception as fault:
        # The class only: the message of an exception may quote business text.
        log.error("job_failed", kind=row.kind, job=str(row.pk), fault=type(fault).__name__)
        _give_back(row, fault=type(fault).__name__, now=timezone.now())
    return True


class NotFinished(Exception):
    """The handler came back without `finish`: whether its effects stand is not known."""


def _require_finished(row: OutboxJob) -> None:
    if OutboxJob.objects.filter(pk=row.pk, state=JobState.RUNNING, lease_token=row.lease_token).exists():
        raise NotFinished(row.kind)


class RightRevoked(Exception):
    """Who asked for the job may no longer do it (AC-13)."""


def _require_right(row: OutboxJob) -> None:
    if row.requested_by is None:
        return
    if not (row.requested_by.is_active and row.requested_by.access.can(_actions[row.kind])):
        raise RightRevoked(row.kind)


def _take(job_id: str, worker: str) -> OutboxJob | None:
    now = timezone.now()
    token = uuid.uuid4()
    taken = OutboxJob.objects.filter(pk=job_id, state=JobState.WAITING, due_at__lte=now).update(
        state=JobState.RUNNING,
        lease_token=token,
        lease_owner=worker,
        lease_until=now + LEASE,
        attempts=models.F("attempts") + 1,
    )
    if not taken:
        return None
    return OutboxJob.objects.select_related("requested_by__person").get(pk=job_id, lease_token=token)


def finish(row: OutboxJob) -> None:
    """Mark the job done. Call it last, inside the transaction that writes the effects.

    Raises LeaseLost, and so rolls the effects back, when the lease has passed to another worker.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("finish belongs to the transaction of the effects")
    done = OutboxJob.objects.filter(pk=row.pk, state=JobState.RUNNING, lease_token=row.lease_token).update(
        state=JobState.DONE, finished_at=timezone.now(), lease_token=None, lease_until=None, fault=""
    )
    if not done:
        raise LeaseLost(str(row.pk))


def _give_back(row: OutboxJob, *, fault: str, now: datetime) -> None:
    """Return a job to the queue with a delay that grows, or lay it dead after MAX_ATTEMPTS."""
    killed = fault == WORKER_KILLED
    crashes = row.attempts - row.kills
    dead = row.kills >= MAX_KILLS if killed else crashes >= MAX_ATTEMPTS
    dead = dead or fault == RightRevoked.__name__
    # A killed worker says nothing about the job: no delay. A job that raised waits longer each time.
    delay = timedelta(0) if killed else timedelta(seconds=10 * 3 ** max(crashes, 1))
    with transaction.atomic():
        changed = OutboxJob.objects.filter(
            pk=row.pk, state=JobState.RUNNING, lease_token=row.lease_token
        ).update(
            state=JobState.DEAD if dead else JobState.WAITING,
            due_at=now + delay,
            sent_at=None,
            kills=models.F("kills") + int(killed),
            lease_token=None,
            lease_until=None,
            fault=fault,
            finished_at=now if dead else None,
        )
        if changed and dead:
            from accounts.notifications import job_failed

            job_failed(row)


def retry(job_id: str) -> bool:
    """Open a dead job again from its first attempt (job.retry); False when it is not dead."""
    return bool(
        OutboxJob.objects.filter(pk=job_id, state=JobState.DEAD).update(
            state=JobState.WAITING,
            due_at=timezone.now(),
            sent_at=None,
            attempts=0,
            kills=0,
            finished_at=None,
            fault="",
        )
    )


def beat_seen(service: str) -> None:
    """Note that `service` works now."""
    Heartbeat.objects.update_or_create(service=service, defaults={"seen_at": timezone.now()})


def heartbeats() -> dict[str, float]:
    """Service -> seconds since it last showed that it works."""
    now = timezone.now()
    return {row.service: (now - row.seen_at).total_seconds() for row in Heartbeat.objects.all()}
