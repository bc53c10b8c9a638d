"""The page of one inspector."""

from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.access import access
from config.lib.details import Fact, Link
from config.lib.excerpts import excerpt, excerpts
from config.lib.fetch import get_visible_or_404
from config.lib.panels import panels_for
from inspections import tables
from inspections.choices import Gender, Qualification
from inspections.models import Inspector


@access("inspector.view")
def inspector(request: HttpRequest, pk: UUID) -> HttpResponse:
    """巡察干部: post, specialities, what recusal must know, and the teams served on."""
    rows = Inspector.objects.select_related("organization").prefetch_related(
        "past_service__organization", "relatives_service__organization"
    )
    rows = rows.with_right("may_edit", request.user, "inspector.edit")
    found = get_visible_or_404(Inspector, request.user, pk, rows)
    past = "、".join(str(service.organization) for service in found.past_service.all())
    kin = "、".join(str(service.organization) for service in found.relatives_service.all())
    return render(
        request,
        "inspections/inspector.html",
        {
            "title": found.name,
            "number": found.number,
            "heading": found.name,
            "state": Qualification(found.qualification),
            "chain": [Link("人才库"), Link(found.name, current=True)],
            "facts": [
                Fact("单位", found.organization.name, wide=True),
                Fact("职务", found.post),
                Fact("性别", Gender(found.gender).label if found.gender else ""),
                Fact("籍贯", found.native_place),
                Fact("专业特长", found.specialities),
                Fact("曾任职单位", past, wide=True),
                Fact("近亲属任职单位", kin, wide=True),
            ],
            "history": [],
            "update_url": reverse("inspections:inspector_update", args=[pk]) if found.may_edit else "",
            "panels": excerpts(
                excerpt(tables.TEAMS, request.user, Q(members__inspector=found.pk), title="参加的巡察组"),
                *panels_for("inspections:inspector", request, found),
            ),
        },
    )
