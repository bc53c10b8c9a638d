"""Where a request comes from, as far as it can be believed."""

from django.conf import settings
from django.http import HttpRequest


def client_ip(request: HttpRequest) -> str:
    """The address of the client, seen from `TRUSTED_PROXIES` hops away (AU-10).

    Each trusted proxy appends the address it was called from to X-Forwarded-For, so the client is the entry
    that many places from the right; whatever stands left of it is the client's own word and is ignored.
    """
    hops: int = settings.TRUSTED_PROXIES
    forwarded = [
        part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()
    ]
    if hops and len(forwarded) >= hops:
        return forwarded[-hops]
    return str(request.META.get("REMOTE_ADDR", ""))
