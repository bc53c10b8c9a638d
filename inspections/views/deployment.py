"""The page of one deployment."""

from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import access
from config.lib.details import Fact, Link, compact
from config.lib.excerpts import excerpt, excerpts
from config.lib.fetch import get_visible_or_404
from config.lib.links import detail
from config.lib.panels import panels_for
from inspections import tables
from inspections.choices import Form
from inspections.models import Deployment
from inspections.tables.deployment import county_names, shown


@access("deployment.view")
def deployment(request: HttpRequest, pk: UUID) -> HttpResponse:
    """组织单元: form, counties covered, teams and targets."""
    found = get_visible_or_404(Deployment, request.user, pk, shown(Deployment.objects.all(), request.user))
    this = Q(deployment=found.pk)
    return render(
        request,
        "inspections/deployment.html",
        {
            "title": found.name,
            "number": found.code,
            "heading": found.name,
            "state": Form(found.form),
            "chain": [
                Link(found.round.name, detail("inspections:round", found.round_id)),
                Link(found.name, current=True),
            ],
            "facts": compact(
                Fact("组织形式", Form(found.form).label),
                Fact("轮转交叉", "是" if found.rotation else "否") if found.form == Form.BLOCK else None,
                Fact("覆盖县区", county_names(found), wide=True),
                Fact("说明", found.description, wide=True) if found.description else None,
            ),
            "history": [],
            "panels": excerpts(
                excerpt(
                    tables.TEAMS,
                    request.user,
                    this,
                    leave_out=("round", "deployment", "form"),
                    deployment=found.code,
                ),
                excerpt(tables.ASSIGNMENTS, request.user, this, leave_out=("form",)),
                *panels_for("inspections:deployment", request, found),
            ),
        },
    )
