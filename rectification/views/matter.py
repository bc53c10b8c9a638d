"""The page of one assigned matter."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import access
from config.lib.details import Event, Fact, Link, compact, history
from config.lib.fetch import get_visible_or_404
from config.lib.links import detail
from config.lib.panels import panels_for
from rectification.choices import MatterSource, ProgressState
from rectification.models import AssignedMatter
from rectification.views.task import finding_link, finding_seen


@access("matter.view")
def matter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """市级交办事项: what the city asked of a county, and how far it is."""
    rows = AssignedMatter.objects.select_related("round", "county", "handler")
    rows = rows.with_right("sees_round", request.user, "round.view", through="round")
    found = get_visible_or_404(AssignedMatter, request.user, pk, rows)
    finding = finding_seen(found, request.user)
    round_link = (
        Link(found.round.name, detail("inspections:round", found.round_id)) if found.sees_round else None
    )
    return render(
        request,
        "rectification/matter.html",
        {
            "title": found.code,
            "number": found.code,
            "heading": found.title,
            "state": ProgressState(found.state),
            "chain": [*compact(round_link), *finding_link(finding), Link(f"交办 {found.code}", current=True)],
            "facts": compact(
                Fact("县区", found.county.name if found.county else ""),
                Fact("承办机关", found.handler.name) if found.handler else None,
                Fact("来源", MatterSource(found.source).label),
                Fact("交办日期", found.assigned_on),
                Fact("办结时限", found.due_on),
            ),
            "history": history(Event("市级交办", found.assigned_on, MatterSource(found.source).label)),
            "panels": list(panels_for("rectification:matter", request, found)),
        },
    )
