"""The list pages of this app."""

from django.http import HttpRequest, HttpResponse

from accounts.access import access
from config.lib.listing import list_response
from rectification import tables


@access("task.view")
def tasks(request: HttpRequest) -> HttpResponse:
    """整改任务."""
    return list_response(request, tables.TASKS)


@access("recommendation.view")
def recommendations(request: HttpRequest) -> HttpResponse:
    """专项治理建议."""
    return list_response(request, tables.RECOMMENDATIONS)


@access("matter.view")
def matters(request: HttpRequest) -> HttpResponse:
    """市级交办事项."""
    return list_response(request, tables.MATTERS)
