"""The round switcher: a filter that follows the reader from page to page.

``?round=CODE`` on any page chooses, ``?round=`` chooses all. The choice is a preference and lies in a cookie, so
that no GET writes to the database.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "round"
MAX_LENGTH = 200


class RoundSwitch:
    """Puts the chosen round's code on the request as `followed_round`; whoever uses it checks that it may be seen."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        kept = request.COOKIES.get(COOKIE, "")
        chosen = request.GET.get("round", kept)[:MAX_LENGTH]
        request.followed_round = chosen  # type: ignore[attr-defined]
        response = self.get_response(request)
        if chosen != kept and response.status_code == 200 and not request.path.startswith("/api/"):
            response.set_cookie(
                COOKIE, chosen, httponly=True, samesite="Strict", secure=settings.SESSION_COOKIE_SECURE
            )
        return response
