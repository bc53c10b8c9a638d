"""Files made for download: asked for, made in the background, handed to the one who asked."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts import audit, outbox, stepup
from accounts.choices import NotificationKind
from accounts.models import OutboxJob, User
from accounts.notifications import tell
from config.lib.listing import page_of
from config.lib.refusals import TooOften
from exchange import files
from exchange.choices import ArtifactState
from exchange.models import ExportArtifact
from exchange.services.exporting import export_workbook
from exchange.services.list_exports import write_list

LIFETIME = timedelta(days=1)
CLUES = "clue.view"
PER_HOUR = 30  # WB-06: nobody needs more; a stolen session gets no more


def ask_workbook(*, actor: User) -> ExportArtifact:
    """Ask for the whole workbook. Raises StepUpRequired where the profile demands the second factor, TooOften."""
    return _ask(actor, "workbook.export", title="全量工作簿")


def ask_list(key: str, query: str, *, actor: User) -> ExportArtifact:
    """Ask for a list as filtered. KeyError for an unknown list; PermissionDenied without its export right."""
    page = page_of(key)
    return _ask(actor, page.export_action, title=page.title, page=key, query=query[:2000])


def _ask(actor: User, action: str, **values: str) -> ExportArtifact:
    stepup.demand(actor, action)
    asked = ExportArtifact.objects.filter(
        created_by=actor, created_at__gt=timezone.now() - timedelta(hours=1)
    )
    if asked.count() >= PER_HOUR:
        raise TooOften(f"一小时内已导出 {PER_HOUR} 次，请稍后再导出。")
    with transaction.atomic():
        artifact = ExportArtifact.objects.create(created_by=actor, action=action, **values)
        audit.record(actor, action, artifact, page=values.get("page", ""))
        outbox.enqueue(
            "exchange.export", key=f"export:{artifact.pk}", requested_by=actor, artifact=str(artifact.pk)
        )
    return artifact


def may_download(artifact: ExportArtifact, user: User) -> bool:
    """Ready, in time, and made under the very rights that the person holds now (AC-13)."""
    return (
        artifact.state == ArtifactState.READY
        and artifact.expires_at is not None
        and artifact.expires_at > timezone.now()
        and user.access.can(artifact.action)
        and artifact.rights == user.access.fingerprint
    )


@transaction.atomic
def downloaded(artifact: ExportArtifact, *, actor: User) -> Path:
    """Record the download; returns where the file lies."""
    audit.record(actor, "export_artifact.download", artifact, sha256=artifact.sha256)
    return files.artifact(artifact.pk)


# --- In the worker's child process -------------------------------------------------------------------------
def export_job(job: OutboxJob) -> None:
    """Make the file aside, put it in its place, then record it: killed at any moment, it is made again, once."""
    artifact = ExportArtifact.objects.select_related("created_by__person").get(pk=job.payload["artifact"])
    _sweep()
    files.remove(files.drafts(artifact.pk))
    draft = files.artifact(artifact.pk).with_suffix(f".{job.lease_token}.part")
    try:
        rows = _make(artifact, draft)
        digest, size = files.keep(draft, files.artifact(artifact.pk))
    finally:
        draft.unlink(missing_ok=True)
    with transaction.atomic():
        artifact.state, artifact.rows, artifact.sha256, artifact.size = (
            ArtifactState.READY,
            rows,
            digest,
            size,
        )
        artifact.rights = artifact.created_by.access.fingerprint
        artifact.expires_at = timezone.now() + LIFETIME
        artifact.save()
        _tell_ready(artifact)
        outbox.finish(job)


def _make(artifact: ExportArtifact, draft: Path) -> int:
    user: Any = artifact.created_by
    if not user.access.can(artifact.action):
        raise outbox.RightRevoked(artifact.action)
    if artifact.page:
        return write_list(page_of(artifact.page), user, artifact.query, draft)
    # Clue sheets only for who is cleared for clues (access.csv, workbook.export).
    return sum(export_workbook(draft, with_clues=user.access.can(CLUES)).values())


def _tell_ready(artifact: ExportArtifact) -> None:
    tell(
        artifact.created_by.person,
        NotificationKind.JOB_DONE,
        event_key=f"export:{artifact.pk}",
        subject=f"导出文件已生成：{artifact.title}，{artifact.rows} 行",
        url=reverse("exchange:export_artifact", args=[artifact.pk]),
    )


def _sweep() -> None:
    """Delete files past their time."""
    old = ExportArtifact.objects.filter(state=ArtifactState.READY, expires_at__lt=timezone.now())
    for pk in list(old.values_list("pk", flat=True)):
        files.remove([files.artifact(pk)])
        ExportArtifact.objects.filter(pk=pk).update(state=ArtifactState.EXPIRED)


def failed(job: OutboxJob) -> None:
    """The job has been given up: say so on the artifact."""
    ExportArtifact.objects.filter(pk=job.payload["artifact"], state=ArtifactState.WAITING).update(
        state=ArtifactState.FAILED
    )
