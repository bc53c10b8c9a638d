"""A job that notes each life it had in a file; its first life is long enough to be killed in."""

import os
import time
from pathlib import Path

from django.db import transaction

from accounts.models import OutboxJob
from accounts.outbox import finish, job

KIND = "tests.slow"


@job(KIND, action="health.view")
def slow(row: OutboxJob) -> None:
    """Note "begun", wait on the first attempt, note "done" and finish."""
    notes = Path(os.environ["SLOW_JOB_NOTES"])
    with notes.open("a") as out:
        out.write(f"begun {os.getpid()}\n")
    if row.attempts == 1:
        time.sleep(60)
    with transaction.atomic():
        finish(row)
        with notes.open("a") as out:
            out.write("done\n")
