"""县级巡察基线: what the comparison with county-level inspections rests on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.access import access
from reports.models import Baseline


@access("dashboard.city")
@require_GET
def baselines(request: HttpRequest) -> HttpResponse:
    """One line a year, with the average that the board compares with."""
    rows = Baseline.objects.visible_to(request.user).order_by("-year")
    lines = [{"row": row, "per": f"{row.clues / row.organizations:.2f}"} for row in rows]
    return render(request, "reports/baselines.html", {"title": "县级巡察基线", "lines": lines})
