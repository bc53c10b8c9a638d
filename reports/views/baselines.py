"""县级巡察基线: what the comparison with county-level inspections rests on."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import access
from config.lib.editing import edit_response
from config.lib.fetch import get_visible_or_404
from reports.forms import BaselineForm
from reports.models import Baseline
from reports.services import baselines as service


@access("dashboard.city")
@require_GET
def baselines(request: HttpRequest) -> HttpResponse:
    """One line a year, with the average that the board compares with."""
    may_edit = request.user.access.can("baseline.edit")  # type: ignore[union-attr]
    rows = Baseline.objects.visible_to(request.user).order_by("-year")
    lines = [
        {
            "row": row,
            "per": f"{row.clues / row.organizations:.2f}",
            "url": reverse("reports:baseline_update", args=[row.pk]) if may_edit else "",
        }
        for row in rows
    ]
    context = {"title": "县级巡察基线", "lines": lines, "create_url": ""}
    if may_edit:
        context["create_url"] = reverse("reports:baseline_create")
    return render(request, "reports/baselines.html", context)


def _address(found: Baseline) -> str:
    return reverse("reports:baselines")


@access("baseline.edit")
@require_http_methods(["GET", "POST"])
def baseline_create(request: HttpRequest) -> HttpResponse:
    """The baseline of a year that has none."""

    def save(**values: Any) -> Baseline:
        return service.create(actor=request.user, **values)

    form = BaselineForm(request.POST or None)
    cancel = reverse("reports:baselines")
    return edit_response(request, form, save, _address, title="登记年度基线", cancel_url=cancel)


@access("baseline.edit")
@require_http_methods(["GET", "POST"])
def baseline_update(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct the baseline of a year."""
    found = get_visible_or_404(Baseline, request.user, pk)
    now = {name: getattr(found, name) for name in service.FIELDS}

    def save(**values: Any) -> Baseline:
        return service.update(found, actor=request.user, **values)

    form = BaselineForm(request.POST or None, initial=now)
    cancel = reverse("reports:baselines")
    return edit_response(request, form, save, _address, current=now, title="修改年度基线", cancel_url=cancel)
