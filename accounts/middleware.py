"""Deny by default: a view that declares no action of the policy is refused (AC-01).

`LoginRequiredMiddleware` does not cover REST framework views, so their twin is
`accounts.api.permissions.ActionPermission`; a test walks the URLconf for both.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.roles import is_secret
from config.lib.refusals import NotAllowed, Refusal, TooOften


class AccessMiddleware:
    """Lets a request through only to a view whose declared action the person holds."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if getattr(view, "access_public", False) or hasattr(view, "cls"):
            return None
        action = getattr(view, "access_action", None)
        if action is None:
            raise PermissionDenied("the view declares no action")
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        refuse_unless(request.user, action)
        return None

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """A service's refusal as a page: the state has changed (409), or a right is missing on this row (403)."""
        if not isinstance(fault, Refusal):
            return None
        if fault.status == NotAllowed.status:
            return render(request, "403.html", {"exception": fault.message}, status=403)
        template = "429.html" if fault.status == TooOften.status else "409.html"
        return render(request, template, {"message": fault.message}, status=fault.status)


def refuse_unless(user: Any, action: str | tuple[str, ...]) -> None:
    """Raise what the policy answers to a person without `action`: 404 for what must not exist, else 403."""
    if user.access.can(action):
        return
    if isinstance(action, str) and is_secret(action):
        raise Http404
    raise PermissionDenied(action)
