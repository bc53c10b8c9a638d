"""The list pages of this app: each declares its action; the rest is in `inspections/tables`."""

from django.http import HttpRequest, HttpResponse

from accounts.access import access
from config.lib.listing import list_response
from inspections import tables


@access("round.view")
def rounds(request: HttpRequest) -> HttpResponse:
    """巡察轮次."""
    return list_response(request, tables.ROUNDS)


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
    return list_response(request, tables.INSPECTORS)


@access("assignment.view")
def assignments(request: HttpRequest) -> HttpResponse:
    """巡察任务."""
    return list_response(request, tables.ASSIGNMENTS)


@access("finding.view")
def findings(request: HttpRequest) -> HttpResponse:
    """发现问题."""
    return list_response(request, tables.FINDINGS)
