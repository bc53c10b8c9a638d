"""The page of one governance recommendation."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import access
from config.lib.details import Event, Fact, Link, compact, history
from config.lib.fetch import get_visible_or_404
from config.lib.links import detail
from config.lib.panels import panels_for
from rectification.choices import ProgressState
from rectification.models import GovernanceRecommendation
from rectification.views.task import finding_link, finding_seen


@access("recommendation.view")
def recommendation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """专项治理建议: to whom, what, and its effect."""
    rows = GovernanceRecommendation.objects.select_related("round", "addressee")
    rows = rows.with_right("sees_round", request.user, "round.view", through="round")
    found = get_visible_or_404(GovernanceRecommendation, request.user, pk, rows)
    finding = finding_seen(found, request.user)
    round_link = (
        Link(found.round.name, detail("inspections:round", found.round_id)) if found.sees_round else None
    )
    return render(
        request,
        "rectification/recommendation.html",
        {
            "title": found.code,
            "number": found.code,
            "heading": found.title,
            "state": ProgressState(found.state),
            "chain": [*compact(round_link), *finding_link(finding), Link(f"建议 {found.code}", current=True)],
            "facts": [
                Fact("收件机构", found.addressee.name),
                Fact("移交日期", found.sent_on),
                Fact("办结时限", found.due_on),
                Fact("内容", found.content, wide=True),
                Fact("成效", found.outcome, wide=True),
            ],
            "history": history(Event("移交建议", found.sent_on, found.addressee.name)),
            "panels": list(panels_for("rectification:recommendation", request, found)),
        },
    )
