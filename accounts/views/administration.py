"""Pages of the three administrators: accounts, background work, audit trail. Ids and numbers, no business text."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts import audit, outbox
from accounts.access import access
from accounts.choices import JobState
from accounts.models import OutboxJob
from accounts.tables import AUDIT, USERS
from config.lib.fetch import get_visible_or_404
from config.lib.listing import list_response

SHOWN = 200

SERVICES = {"scheduler": "调度", "worker": "后台执行"}


@access("user.list")
@require_GET
def users(request: HttpRequest) -> HttpResponse:
    """账号."""
    return list_response(request, USERS)


@access("audit.list")
@require_GET
def audit_trail(request: HttpRequest) -> HttpResponse:
    """审计记录."""
    return list_response(request, AUDIT)


@access("health.view")
@require_GET
def jobs(request: HttpRequest) -> HttpResponse:
    """后台工作: what runs, what waits, what has stopped; and the heartbeat of each service."""
    now = timezone.now()
    rows = OutboxJob.objects.visible_to(request.user).order_by("-created_at")[:SHOWN]
    context = {
        "title": "后台工作",
        "jobs": [
            {"row": row, "state": JobState(row.state), "age": int((now - row.created_at).total_seconds())}
            for row in rows
        ],
        "services": [
            {"name": SERVICES.get(name, name), "age": int(age)}
            for name, age in sorted(outbox.heartbeats().items())
        ],
        "may_retry": request.user.access.can("job.retry"),  # type: ignore[union-attr]
    }
    return render(request, "accounts/jobs.html", context)


@access("job.retry")
@require_POST
def job_retry(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open a job that has stopped again."""
    job = get_visible_or_404(OutboxJob, request.user, pk)
    with transaction.atomic():
        audit.record(request.user, "job.retry", job)
        opened = outbox.retry(str(job.pk))
    if opened:
        messages.success(request, "已重新排队。")
    else:
        messages.error(request, "只有已停止的工作才能重新执行。")
    return redirect("accounts:jobs")
