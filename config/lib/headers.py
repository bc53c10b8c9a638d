"""Headers that every dynamic answer carries."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]

# Features of the browser that no page of ours uses.
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class PrivateAnswers:
    """Nothing that depends on who asks may stay in a cache (AC-11); static files never come through here."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers["Cache-Control"] = "no-store"
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response
