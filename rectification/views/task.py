"""The page of one rectification task."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import access
from accounts.choices import Role
from config.lib.details import Event, Fact, Link, compact, history
from config.lib.fetch import get_visible_or_404
from config.lib.links import detail
from config.lib.panels import panels_for
from inspections.chain import chain, with_chain_rights
from inspections.models import Finding
from inspections.tables.finding import number_shown
from rectification.choices import ReturnReason, TaskState
from rectification.models import RectificationTask


@access("task.view")
def task(request: HttpRequest, pk: UUID) -> HttpResponse:
    """整改任务: the measure, who answers for it, by when, and how far it is."""
    rows = with_chain_rights(
        RectificationTask.objects.select_related("organization", "county"), request.user, "assignment"
    )
    found = get_visible_or_404(RectificationTask, request.user, pk, rows)
    finding = finding_seen(found, request.user)
    return render(
        request,
        "rectification/task.html",
        {
            "title": found.code,
            "number": found.code,
            "heading": f"{found.organization.name} 整改任务",
            "state": TaskState(found.state),
            "chain": chain(
                found, found.assignment, *finding_link(finding), Link(f"任务 {found.code}", current=True)
            ),
            "facts": task_facts(found, finding),
            "history": history(Event("销账", found.cleared_on)),
            "panels": list(panels_for("rectification:task", request, found)),
        },
    )


def finding_seen(row: Any, user: Any) -> Any:
    """The finding behind a row, if this reader may see it, with the number he may know; else None."""
    if row.finding_id is None:
        return None
    rows: QuerySet = Finding.objects.visible_to(user).filter(pk=row.finding_id)
    return rows.with_right("sees_code", user, "finding.view", without=[Role.BO]).first()  # type: ignore[attr-defined]


def finding_link(finding: Any) -> list[Link]:
    """The finding as a step of the chain; nothing where the reader may not see it."""
    if finding is None:
        return []
    return [Link(f"问题 {number_shown(finding)}", detail("inspections:finding", finding.pk))]


def task_facts(found: Any, finding: Any) -> list[Fact]:
    """What is known of a task."""
    return compact(
        Fact("责任单位", found.organization.name),
        Fact("责任人", found.person),
        Fact("完成时限", found.due_on),
        Fact("县区", found.county.name if found.county else ""),
        Fact("销账日期", found.cleared_on) if found.cleared_on else None,
        Fact("退回原因", ReturnReason(found.return_reason).label) if found.return_reason else None,
        Fact("对应问题", finding.title, url=detail("inspections:finding", finding.pk), wide=True)
        if finding
        else None,
        Fact("整改措施", found.measure, wide=True),
    )
