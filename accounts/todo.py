"""What this app puts on a workbench."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse

from accounts.choices import JobState
from accounts.models import OutboxJob
from config.lib.todo import Todo


def dead_jobs(user: Any, today: date) -> Iterable[Todo]:
    """Background work that has stopped and waits for the system administrator."""
    if not user.access.can("job.retry"):
        return
    count = OutboxJob.objects.visible_to(user, "job.retry").filter(state=JobState.DEAD).count()
    if count:
        yield Todo(
            f"{count} 项后台工作已停止", reverse("accounts:jobs"), note="查明原因后可重新执行", button="处理"
        )
