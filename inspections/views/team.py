"""The page of one team."""

from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import access
from config.lib.details import Fact, Link
from config.lib.excerpts import excerpt, excerpts
from config.lib.fetch import get_visible_or_404
from config.lib.links import detail
from config.lib.panels import panels_for
from inspections import tables
from inspections.choices import Form, TeamRole
from inspections.models import Team
from inspections.tables.team import names, shown


@access("team.view")
def team(request: HttpRequest, pk: UUID) -> HttpResponse:
    """巡察组: who sits on it and whom it inspects."""
    rows = shown(Team.objects.all(), request.user)
    rows = rows.with_right("sees_deployment", request.user, "deployment.view", through="deployment")
    found = get_visible_or_404(Team, request.user, pk, rows)
    deployment = detail("inspections:deployment", found.deployment_id) if found.sees_deployment else ""
    return render(
        request,
        "inspections/team.html",
        {
            "title": found.name,
            "number": found.code,
            "heading": found.name,
            "state": Form(found.deployment.form),
            "chain": [
                Link(found.round.name, detail("inspections:round", found.round_id)),
                Link(found.deployment.name, deployment),
                Link(found.name, current=True),
            ],
            "facts": [
                Fact("组长", names(found, TeamRole.LEADER)),
                Fact("副组长", names(found, TeamRole.DEPUTY)),
                Fact("联络员", names(found, TeamRole.LIAISON)),
                Fact("成员", names(found, TeamRole.MEMBER), wide=True),
            ],
            "history": [],
            "panels": excerpts(
                excerpt(
                    tables.ASSIGNMENTS,
                    request.user,
                    Q(team=found.pk),
                    leave_out=("team", "form"),
                    team=found.code,
                ),
                excerpt(tables.INSPECTORS, request.user, Q(seats__team=found.pk), title="组员"),
                *panels_for("inspections:team", request, found),
            ),
        },
    )
