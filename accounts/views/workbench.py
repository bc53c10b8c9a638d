"""工作台: what waits for this person, and what has changed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import access
from accounts.models import Notification
from config.lib import todo
from config.lib.details import Event
from config.lib.panels import panels_for

CHANGES = 10


@access("workbench.view")
def workbench(request: HttpRequest) -> HttpResponse:
    """By due date: overdue, today, this week, later. Nothing to do is a page, too."""
    latest = Notification.objects.visible_to(request.user).order_by("-created_at")[:CHANGES]
    changes = [
        Event(line.subject, timezone.localdate(line.created_at), "" if line.read_at else "未读")
        for line in latest
    ]
    context = {
        "title": "工作台",
        "groups": todo.groups(request.user, timezone.localdate()),
        "changes": changes,
    }
    for panel in panels_for("workbench", request, request.user):
        context |= panel.context
    return render(request, "accounts/workbench.html", context)
