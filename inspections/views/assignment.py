"""The page of one assignment."""

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import access
from config.lib.details import Event, Fact, Link, compact, history
from config.lib.excerpts import excerpt, excerpts
from config.lib.fetch import get_visible_or_404
from config.lib.links import detail
from config.lib.panels import panels_for
from inspections import tables
from inspections.chain import chain, with_chain_rights
from inspections.choices import AssignmentState, Form
from inspections.models import Assignment


@access("assignment.view")
def assignment(request: HttpRequest, pk: UUID) -> HttpResponse:
    """巡察任务: one team inspects one organisation; its dates and what was found."""
    rows = with_chain_rights(Assignment.objects.select_related("county"), request.user)
    found = get_visible_or_404(Assignment, request.user, pk, rows)
    path = chain(found, found)[:-1]
    return render(
        request,
        "inspections/assignment.html",
        {
            "title": f"{found.organization.name} 巡察任务",
            "number": found.code,
            "heading": found.organization.name,
            "state": AssignmentState(found.state),
            "chain": [*path, Link(found.organization.name, current=True)],
            "facts": assignment_facts(found),
            "history": history(
                Event("发出巡察通知", found.notice_on),
                Event("进驻并召开动员会", found.entered_on),
                Event("撤离", found.left_on),
                Event("反馈巡察意见", found.feedback_on),
            ),
            "panels": excerpts(
                excerpt(
                    tables.FINDINGS,
                    request.user,
                    Q(assignment=found.pk),
                    leave_out=("organization",),
                    assignment=found.code,
                ),
                *panels_for("inspections:assignment", request, found),
            ),
        },
    )


def assignment_facts(found: Any) -> list[Fact]:
    """What is known of an assignment, as far as this reader may know it."""
    organization = detail("accounts:organization", found.organization_id) if found.sees_organization else ""
    return compact(
        Fact("被巡察机构", found.organization.name, url=organization),
        Fact("县区", found.county.name if found.county else ""),
        Fact("巡察组", found.team.name, url=detail("inspections:team", found.team_id))
        if found.sees_team
        else None,
        Fact("组织形式", Form(found.form).label) if found.sees_deployment else None,
        Fact("进驻日期", found.entered_on),
        Fact("撤离日期", found.left_on),
        Fact("反馈日期", found.feedback_on),
    )
