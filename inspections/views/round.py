"""The page of one round."""

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.access import access
from accounts.choices import Role
from config.lib.details import Event, Fact, Link, compact, history
from config.lib.excerpts import excerpt, excerpts
from config.lib.fetch import get_visible_or_404
from config.lib.panels import panels_for
from inspections import tables
from inspections.choices import RoundState
from inspections.models import InspectionRound


@access("round.view")
def round_(request: HttpRequest, pk: UUID) -> HttpResponse:
    """巡察轮次: its plan, teams and targets; to an inspected organisation its name and dates only."""
    rows = InspectionRound.objects.with_right("sees_plan", request.user, "round.view", without=[Role.BO])
    rows = rows.with_right("may_update", request.user, "round.update")
    rows = rows.with_right("may_delete", request.user, "round.delete")
    found = get_visible_or_404(InspectionRound, request.user, pk, rows)
    this = Q(round=found.pk)
    return render(
        request,
        "inspections/round.html",
        {
            "title": found.name,
            "number": found.code,
            "heading": found.name,
            "state": RoundState(found.state) if found.sees_plan else None,
            "chain": [Link(found.name, current=True)],
            "facts": round_facts(found),
            "update_url": reverse("inspections:round_update", args=[pk]) if found.may_update else "",
            "delete_url": reverse("inspections:round_delete", args=[pk]) if found.may_delete else "",
            "history": history(Event("本轮开始", found.starts_on), Event("本轮结束", found.ends_on)),
            "panels": excerpts(
                excerpt(tables.DEPLOYMENTS, request.user, this, leave_out=("round",), round=found.code),
                excerpt(tables.TEAMS, request.user, this, leave_out=("round",), round=found.code),
                excerpt(
                    tables.ASSIGNMENTS,
                    request.user,
                    this,
                    leave_out=("county", "form", "left_on"),
                    round=found.code,
                ),
                *panels_for("inspections:round", request, found),
            ),
        },
    )


def round_facts(found: Any) -> list[Fact]:
    """What is known of a round, as far as this reader may know it."""
    return compact(
        Fact("年度", found.year) if found.sees_plan else None,
        Fact("开始日期", found.starts_on),
        Fact("结束日期", found.ends_on),
        Fact("数据来源", "历史导入" if found.imported else "系统登记") if found.sees_plan else None,
    )
