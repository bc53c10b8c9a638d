"""Background work of this app."""

from django.db import transaction

from accounts import outbox
from accounts.models import OutboxJob
from config.lib.pinyin import pinyin_of
from inspections.models import Inspector


@outbox.job("inspections.pinyin", action="inspector.edit")
def write_pinyin(job: OutboxJob) -> None:
    """Write how an inspector's name sounds; web processes do without the dictionary."""
    with transaction.atomic():
        found = Inspector.objects.select_for_update().filter(pk=job.payload["inspector"]).first()
        if found is not None:
            Inspector.objects.filter(pk=found.pk).update(pinyin=pinyin_of(found.name))
        outbox.finish(job)
