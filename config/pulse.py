"""Signs of life of worker and scheduler, which `/healthz` reads."""

import time
from typing import Any

import structlog
from celery import bootsteps
from celery.beat import Scheduler
from django.db import DatabaseError, connection

from config.health import BEAT_SECONDS, SCHEDULER, WORKER

log = structlog.get_logger(__name__)


def beat(service: str) -> None:
    """Write one sign of life; a database that cannot be reached is no reason to stop working."""
    from accounts.outbox import beat_seen

    try:
        beat_seen(service)
    except DatabaseError as fault:
        log.warning("heartbeat_not_written", service=service, fault=type(fault).__name__)
    finally:
        # The connection must not be open when a pool child is forked from this process.
        connection.close()


class WorkerPulse(bootsteps.StartStopStep):
    """Beats by the worker's own timer, so a long job does not look like death."""

    requires = {"celery.worker.components:Timer", "celery.worker.components:Pool"}

    def __init__(self, worker: Any, **options: Any) -> None:
        self.timer_entry: Any = None
        super().__init__(worker, **options)

    def start(self, worker: Any) -> None:
        """Called by the worker once its pool stands."""
        beat(WORKER)
        self.timer_entry = worker.timer.call_repeatedly(BEAT_SECONDS, beat, (WORKER,))

    def stop(self, worker: Any) -> None:
        """Called by the worker when it ends."""
        if self.timer_entry is not None:
            self.timer_entry.cancel()


class PulsingScheduler(Scheduler):
    """Keeps its schedule in memory: what is due is decided by rows, beat only ticks (security.md R1, g)."""

    def __init__(self, *args: Any, **options: Any) -> None:
        self._next_beat = 0.0
        super().__init__(*args, **options)

    def setup_schedule(self) -> None:
        """Take the periodic jobs of config/celery.py and nothing else."""
        self.merge_inplace(self.app.conf.beat_schedule)

    def tick(self, *args: Any, **options: Any) -> float:
        """One round of the scheduler; beats every few seconds of rounds that worked."""
        wait: float = super().tick(*args, **options)
        if time.monotonic() >= self._next_beat:
            beat(SCHEDULER)
            self._next_beat = time.monotonic() + BEAT_SECONDS
        return wait
