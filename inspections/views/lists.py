"""The list pages of this app: each declares its action; the rest is in `inspections/tables`."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from accounts.access import access
from config.lib.listing import list_response
from inspections import tables


def _create(request: HttpRequest, action: str, name: str, label: str) -> dict[str, str]:
    """The one primary button, for those who may."""
    may = request.user.access.can(action)  # type: ignore[union-attr]
    return {"create_url": reverse(f"inspections:{name}"), "create_label": label} if may else {}


@access("round.view")
def rounds(request: HttpRequest) -> HttpResponse:
    """巡察轮次."""
    return list_response(
        request, tables.ROUNDS, **_create(request, "round.create", "round_create", "新建轮次")
    )


@access("deployment.view")
def deployments(request: HttpRequest) -> HttpResponse:
    """组织单元."""
    return list_response(request, tables.DEPLOYMENTS)


@access("team.view")
def teams(request: HttpRequest) -> HttpResponse:
    """巡察组."""
    return list_response(request, tables.TEAMS)


@access("inspector.view")
def inspectors(request: HttpRequest) -> HttpResponse:
    """人才库."""
    extra = _create(request, "inspector.edit", "inspector_create", "登记人员")
    return list_response(request, tables.INSPECTORS, **extra)


@access("assignment.view")
def assignments(request: HttpRequest) -> HttpResponse:
    """巡察任务."""
    return list_response(request, tables.ASSIGNMENTS)


@access("finding.view")
def findings(request: HttpRequest) -> HttpResponse:
    """发现问题."""
    return list_response(request, tables.FINDINGS)
