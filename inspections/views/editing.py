"""Form pages of this app: rounds in preparation and the pool of people."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import access
from config.lib import acts
from config.lib.editing import edit_response
from config.lib.fetch import get_visible_or_404
from config.lib.links import detail
from config.lib.refusals import Refusal
from inspections.forms import InspectorForm, RoundForm
from inspections.models import InspectionRound, Inspector
from inspections.services import inspectors, rounds


def _round_address(found: InspectionRound) -> str:
    return detail("inspections:round", found.pk)


def _inspector_address(found: Inspector) -> str:
    return detail("inspections:inspector", found.pk)


@access("round.create")
@require_http_methods(["GET", "POST"])
def round_create(request: HttpRequest) -> HttpResponse:
    """A new round in preparation."""

    def save(**values: Any) -> InspectionRound:
        return rounds.create(actor=request.user, **values)

    return edit_response(
        request,
        RoundForm(request.POST or None),
        save,
        _round_address,
        title="新建轮次",
        cancel_url=reverse("inspections:rounds"),
    )


@access("round.update")
@require_http_methods(["GET", "POST"])
def round_update(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a round while it is prepared."""
    found = get_visible_or_404(InspectionRound, request.user, pk)
    acts.demand(found, request.user, "round.update")
    now = {name: getattr(found, name) for name in rounds.FIELDS}

    def save(**values: Any) -> InspectionRound:
        return rounds.update(found, actor=request.user, **values)

    return edit_response(
        request,
        RoundForm(request.POST or None, initial=now),
        save,
        _round_address,
        current=now,
        title="修改轮次",
        cancel_url=_round_address(found),
    )


@access("round.delete")
@require_POST
def round_delete(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Delete a round in preparation on which nothing stands."""
    found = get_visible_or_404(InspectionRound, request.user, pk)
    try:
        rounds.delete(found, actor=request.user)
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return redirect(_round_address(found))
    messages.success(request, f"已删除轮次“{found.name}”。")
    return redirect("inspections:rounds")


@access("inspector.edit")
@require_http_methods(["GET", "POST"])
def inspector_create(request: HttpRequest) -> HttpResponse:
    """A new person of the pool."""

    def save(**values: Any) -> Inspector:
        return inspectors.create(actor=request.user, **values)

    return edit_response(
        request,
        InspectorForm(request.POST or None, reader=request.user),
        save,
        _inspector_address,
        title="登记巡察干部",
        cancel_url=reverse("inspections:inspectors"),
    )


@access("inspector.edit")
@require_http_methods(["GET", "POST"])
def inspector_update(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a person of the pool."""
    found = get_visible_or_404(Inspector, request.user, pk, Inspector.objects.select_related("organization"))
    acts.demand(found, request.user, "inspector.edit")
    now = {name: getattr(found, name) for name in inspectors.FIELDS}

    def save(**values: Any) -> Inspector:
        return inspectors.update(found, actor=request.user, **values)

    return edit_response(
        request,
        InspectorForm(request.POST or None, initial=now, reader=request.user),
        save,
        _inspector_address,
        current=now,
        title="修改巡察干部",
        cancel_url=_inspector_address(found),
    )
