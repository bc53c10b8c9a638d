"""Who is told what. Texts are fixed sentences with numbers; never any content (AC-12)."""

from accounts.choices import NotificationKind
from accounts.models import Notification, OutboxJob, Person


def tell(person: Person, kind: NotificationKind, *, event_key: str, subject: str, url: str = "") -> None:
    """Put one line into a person's inbox; the same event twice is one line."""
    Notification.objects.get_or_create(
        event_key=event_key, recipient=person, defaults={"kind": kind, "subject": subject, "url": url}
    )


def job_failed(job: OutboxJob) -> None:
    """Tell who asked that his background work has stopped and waits for the system administrator."""
    if job.requested_by is not None:
        tell(
            job.requested_by.person,
            NotificationKind.JOB_FAILED,
            event_key=f"job-dead:{job.pk}:{job.created_at:%Y%m%d%H%M%S}",
            subject=f"后台工作未能完成，已停止重试。请联系系统管理员并告知编号 {str(job.pk)[:8]}",
        )
