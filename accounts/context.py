"""What the frame of every page shows. Nothing is asked of the database until a template asks for it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from accounts.choices import Role
from accounts.models import Notification
from config.lib import navigation
from config.lib.filters import once_per_request


def frame(request: HttpRequest) -> dict[str, Any]:
    """`nav`, `rounds_menu`, `current_round`, `me`, `unread`, `profile_is_demo` (docs/templates.md)."""
    context: dict[str, Any] = {"profile_is_demo": settings.SECURITY_PROFILE == "demo"}
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {**context, "nav": [], "rounds_menu": [], "current_round": "", "me": None, "unread": 0}
    return {
        **context,
        "may_search": user.access.can("search.global"),
        "may_hold_tokens": user.access.can("self.tokens"),
        "nav": lambda: _menu(request),
        "rounds_menu": lambda: _round_menu(request),
        "current_round": lambda: navigation.followed_round(request),
        "me": lambda: _me(request),
        "unread": lambda: _unread(request),
    }


_menu = once_per_request("menu")(navigation.menu)
_round_menu = once_per_request("round_menu")(navigation.round_menu)


@once_per_request("me")
def _me(request: Any) -> dict[str, str]:
    post = request.user.access.post
    return {
        "name": request.user.person.name,
        "post": (post.title or Role(post.role).label) if post else "",
        "organization": post.organization.name if post else "",
    }


@once_per_request("unread")
def _unread(request: Any) -> int:
    return Notification.objects.visible_to(request.user).filter(read_at__isnull=True).count()
