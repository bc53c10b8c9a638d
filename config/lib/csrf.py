"""CSRF protection under `Referrer-Policy: no-referrer` (security.md CL-15).

With that policy browsers send ``Origin: null`` with every form of our own pages. The library would refuse them all;
refusing none would open a gap. So ``null`` counts as our own origin only where the browser itself does not say
otherwise (Sec-Fetch-Site cannot be set by a page). The token and the SameSite=Strict cookies decide as always.
"""

from django.http import HttpRequest
from django.middleware.csrf import CsrfViewMiddleware

OWN = "same-origin"


class CsrfCheck(CsrfViewMiddleware):
    """The library's check, knowing what a page without referrer sends."""

    def _origin_verified(self, request: HttpRequest) -> bool:
        if request.META.get("HTTP_ORIGIN") == "null":
            return request.META.get("HTTP_SEC_FETCH_SITE", OWN) == OWN
        return bool(super()._origin_verified(request))  # type: ignore[misc]  # private, so not in the stubs
