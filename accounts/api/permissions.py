"""The API's twin of the access middleware: every action of a view names one action of the policy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from accounts.middleware import refuse_unless

if TYPE_CHECKING:
    # The framework's views load this class while they are being loaded themselves.
    from rest_framework.views import APIView


class ActionPermission(BasePermission):
    """Refuses what is not declared.

    A viewset has ``access_actions = {"list": "finding.view", ...}`` by its own actions, an APIView by HTTP
    method in lower case. HEAD counts as GET; OPTIONS is answered as the view's reading.
    """

    def has_permission(self, request: Request, view: APIView) -> bool:
        if not request.user or not request.user.is_authenticated:
            return False
        action = declared_action(view, request.method or "")
        if action is None:
            return False
        refuse_unless(request.user, action)
        return True


def declared_action(view: Any, method: str) -> str | None:
    """The policy's action for this request; None where the view declares none."""
    declared: dict[str, str] = getattr(view, "access_actions", {})
    name = getattr(view, "action", None)
    if name in (None, "metadata"):
        name = {"HEAD": "get", "OPTIONS": "get"}.get(method, method.lower())
        return declared.get(name) or (
            declared.get("list") or declared.get("retrieve") if name == "get" else None
        )
    return declared.get(name)
