"""An uploaded workbook on its way: upload, check, confirm or discard, import."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts import audit, outbox
from accounts.choices import NotificationKind
from accounts.models import OutboxJob, User
from accounts.notifications import tell
from exchange import files, marking
from exchange.choices import WAITING_STATES, BatchState
from exchange.models import ImportBatch
from exchange.services import importing
from exchange.services.importing import Report

# As many lines as a page shows; the downloaded list has them all.
KEPT_WARNINGS = 5000


class BatchBusy(Exception):
    """The batch is not in a state that allows this step."""


def receive(upload: Any, *, actor: User) -> ImportBatch:
    """Take an upload in and have it checked in the background. The file is in its place before the row is."""
    batch = ImportBatch(created_by=actor, size=upload.size, stage="等待检查")
    batch.sha256 = files.store(upload, files.upload(batch.pk))
    with transaction.atomic():
        batch.save()
        audit.record(actor, "workbook.upload", batch, size=batch.size, sha256=batch.sha256)
        outbox.enqueue("exchange.check", key=f"check:{batch.pk}", requested_by=actor, batch=str(batch.pk))
    return batch


@transaction.atomic
def confirm(batch: ImportBatch, *, actor: User) -> None:
    """Have a checked workbook written in the background. Raises BatchBusy unless it waits for just this."""
    _move(batch, (BatchState.READY,), BatchState.CONFIRMED, stage="等待写入", percent=0)
    audit.record(actor, "workbook.confirm", batch)
    outbox.enqueue("exchange.import", key=f"import:{batch.pk}", requested_by=actor, batch=str(batch.pk))


@transaction.atomic
def discard(batch: ImportBatch, *, actor: User) -> None:
    """Give an upload up; its file goes. Raises BatchBusy while it is worked on or after it was written."""
    _move(batch, WAITING_STATES, BatchState.DISCARDED, stage="", finished_at=timezone.now())
    audit.record(actor, "workbook.discard", batch)
    _tidy_later(batch)


def _move(batch: ImportBatch, allowed: Any, target: BatchState, **values: Any) -> None:
    if not ImportBatch.objects.filter(pk=batch.pk, state__in=allowed).update(state=target, **values):
        raise BatchBusy
    batch.refresh_from_db()


def _progress(batch_id: str) -> importing.Progress:
    def tell_stage(stage: str, percent: int) -> None:
        ImportBatch.objects.filter(pk=batch_id).update(stage=stage, percent=percent)

    return tell_stage


# --- In the worker's child process -------------------------------------------------------------------------
def check_job(job: OutboxJob) -> None:
    """Check the upload; keep what is wrong beside it; write nothing else."""
    batch = ImportBatch.objects.get(pk=job.payload["batch"])
    report = importing.check(files.upload(batch.pk), _progress(str(batch.pk)))
    _keep_findings(batch, report)
    with transaction.atomic():
        _record_check(batch, report)
        outbox.finish(job)


def _keep_findings(batch: ImportBatch, report: Report) -> None:
    problems = [problem.as_dict() for problem in report.problems]
    warnings = [warning.as_dict() for warning in report.warnings[:KEPT_WARNINGS]]
    files.write_json(files.findings(batch.pk), {"problems": problems, "warnings": warnings})
    if problems:
        draft = files.marked(batch.pk).with_suffix(".draft.xlsx")
        if marking.mark(files.upload(batch.pk), draft, problems):
            files.keep(draft, files.marked(batch.pk))


def _record_check(batch: ImportBatch, report: Report) -> None:
    batch.state = BatchState.WRONG if report.problems else BatchState.READY
    batch.counts = {t: [c.new, c.changed, c.unchanged, c.wrong] for t, c in report.counts.items()}
    batch.problems, batch.warnings = len(report.problems), len(report.warnings)
    batch.stage, batch.percent = "检查完成", 100
    batch.save()


def import_job(job: OutboxJob) -> None:
    """Write the workbook: rows, figures, batch, audit, inbox line and the job's end in one transaction.

    It is checked once more first: the office may have changed since the preview.
    """
    batch = ImportBatch.objects.select_related("created_by__person").get(pk=job.payload["batch"])
    report = importing.check(files.upload(batch.pk), _progress(str(batch.pk)))
    if report.problems:
        _keep_findings(batch, report)
        with transaction.atomic():
            _record_check(batch, report)
            outbox.finish(job)
        return

    def finish() -> None:
        _record_check(batch, report)
        batch.state, batch.finished_at, batch.stage = BatchState.DONE, timezone.now(), ""
        batch.save()
        _tell_done(batch)
        _tidy_later(batch)
        outbox.finish(job)

    importing.apply(
        report, actor=batch.created_by, batch=batch, finish=finish, progress=_progress(str(batch.pk))
    )


def _tidy_later(batch: ImportBatch) -> None:
    """The upload goes once it is written or given up; a job of its own, or a kill between the two would leave it."""
    outbox.enqueue("exchange.tidy", key=f"tidy:{batch.pk}", requested_by=None, batch=str(batch.pk))


def tidy_job(job: OutboxJob) -> None:
    """Remove the upload and what was made of it; the list of findings stays unless the upload was given up."""
    batch = ImportBatch.objects.get(pk=job.payload["batch"])
    files.remove([files.upload(batch.pk), files.marked(batch.pk)])
    if batch.state == BatchState.DISCARDED:
        files.remove([files.findings(batch.pk)])
    with transaction.atomic():
        outbox.finish(job)


def _tell_done(batch: ImportBatch) -> None:
    rows = sum(new + changed for new, changed, _, _ in batch.counts.values())
    tell(
        batch.created_by.person,
        NotificationKind.JOB_DONE,
        event_key=f"import:{batch.pk}",
        subject=f"工作簿已导入：新增或变更 {rows} 行" if rows else "工作簿已导入：没有变化",
        url=reverse("exchange:import_batch", args=[batch.pk]),
    )


def failed(job: OutboxJob) -> None:
    """The job has been given up: say so on the batch. Nothing was written."""
    ImportBatch.objects.filter(
        pk=job.payload["batch"], state__in=(BatchState.UPLOADED, BatchState.CONFIRMED)
    ).update(
        state=BatchState.FAILED, stage="超出处理能力或多次失败，未写入任何数据", finished_at=timezone.now()
    )
