"""The page of one finding."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import access
from accounts.choices import Role
from config.lib.details import Event, Fact, Link, compact, history
from config.lib.fetch import get_visible_or_404
from config.lib.links import detail
from config.lib.panels import panels_for
from inspections.chain import chain, with_chain_rights
from inspections.choices import Discipline, FindingSource, FindingState
from inspections.models import Finding
from inspections.tables.finding import number_shown


@access("finding.view")
def finding(request: HttpRequest, pk: UUID) -> HttpResponse:
    """发现问题: its facts as numbered points, where it came from, and what it led to."""
    rows = with_chain_rights(Finding.objects.select_related("category", "county"), request.user, "assignment")
    rows = rows.with_right("sees_code", request.user, "finding.view", without=[Role.BO])
    rows = rows.with_right("sees_source", request.user, "finding.view_source")
    found = get_visible_or_404(Finding, request.user, pk, rows)
    number = number_shown(found) if found.sees_code else f"反馈问题 {number_shown(found)}"
    return render(
        request,
        "inspections/finding.html",
        {
            "title": number,
            "number": number,
            "heading": found.title,
            "state": FindingState(found.state),
            "chain": chain(found, found.assignment, Link(number, current=True)),
            "facts": finding_facts(found),
            "points": [point["text"] for point in found.points],
            "history": history(*events(found)),
            "panels": list(panels_for("inspections:finding", request, found)),
        },
    )


def finding_facts(found: Any) -> list[Fact]:
    """What is known of a finding, as far as this reader may know it."""
    return compact(
        Fact(
            "被巡察党组织",
            found.organization.name,
            url=detail("accounts:organization", found.organization_id) if found.sees_organization else "",
        ),
        Fact("县区", found.county.name if found.county else ""),
        Fact("问题类别", found.category.label, wide=True),
        Fact("涉及纪律", Discipline(found.discipline).label) if found.discipline else None,
        Fact("涉及金额", found.amount, unit="万元"),
        Fact("系统性问题", "是" if found.systemic else "否"),
        Fact("发现日期", found.found_on),
        Fact("发现方式", FindingSource(found.source).label) if found.sees_source else None,
        Fact("违反规定", found.basis, wide=True) if found.basis else None,
        Fact("三级签字", "历史导入") if found.imported and found.sees_source else None,
    )


def events(found: Any) -> list[Event]:
    """What happened to a finding, from its dates."""
    fed_back = found.assignment.feedback_on if found.state == FindingState.FED_BACK else None
    return [
        Event("巡察组发现问题", found.found_on, found.assignment.team.name if found.sees_team else ""),
        Event("向被巡察党组织反馈", fed_back),
    ]
