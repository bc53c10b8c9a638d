"""What this app puts on a workbench."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse

from config.lib.todo import Todo
from exchange.choices import BatchState
from exchange.models import ImportBatch, OpenQuestion


def imports(user: Any, today: date) -> Iterable[Todo]:
    """Uploads that wait for a confirmation, and questions that the imported history leaves open."""
    if not user.access.can("workbook.import"):
        return
    for batch in ImportBatch.objects.visible_to(user).filter(state=BatchState.READY)[:3]:
        yield Todo(
            "工作簿检查通过，待确认写入", reverse("exchange:import_batch", args=[batch.pk]), button="确认"
        )
    count = OpenQuestion.objects.visible_to(user).count()
    if count:
        yield Todo(
            f"导入的历史有 {count} 个待核问题",
            reverse("exchange:questions"),
            note="逢导入更新",
            button="核对",
        )
