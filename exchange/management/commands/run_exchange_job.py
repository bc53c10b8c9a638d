"""Internal: what the worker's child process runs (exchange/jobs.py). Not for people."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from accounts import outbox
from accounts.choices import JobState
from accounts.models import OutboxJob
from exchange import jobs


class Command(BaseCommand):
    """Do one job that the worker has taken; the exit code tells how it went."""

    help = "内部命令，由后台工作进程调用"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("job")
        parser.add_argument("token")

    def handle(self, *args: Any, job: str, token: str, **options: Any) -> None:
        row = (
            OutboxJob.objects.select_related("requested_by__person")
            .filter(pk=job, lease_token=token, state=JobState.RUNNING)
            .first()
        )
        if row is None:
            sys.exit(jobs.EXIT_LEASE_LOST)
        try:
            jobs.WORK[row.kind](row)
        except outbox.LeaseLost:
            sys.exit(jobs.EXIT_LEASE_LOST)
        except outbox.RightRevoked:
            sys.exit(jobs.EXIT_RIGHT_REVOKED)
        except MemoryError:
            sys.exit(jobs.EXIT_MEMORY)
        except Exception as fault:
            # The class only: a traceback may quote what stands in a workbook.
            self.stderr.write(f"event=job_child_failed kind={row.kind} fault={type(fault).__name__}")
            sys.exit(1)
