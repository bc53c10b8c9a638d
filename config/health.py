"""`/healthz`: is this installation at work? For the supervisor, the proxy and the tests; no sign-in."""

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from accounts.access import public
from accounts.outbox import heartbeats

WORKER, SCHEDULER = "worker", "scheduler"
BEAT_SECONDS = 3.0
STALE_SECONDS = 15.0


@public
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 once web, worker and scheduler are ready, else 503; `missing` names what is not."""
    missing = missing_services()
    return JsonResponse(
        {"status": "unready" if missing else "ok", "missing": missing}, status=503 if missing else 200
    )


def missing_services() -> list[str]:
    """The services that did not show themselves of late; `database` where even that cannot be asked."""
    try:
        ages = heartbeats()
    except DatabaseError:
        return ["database"]
    return [service for service in (WORKER, SCHEDULER) if ages.get(service, STALE_SECONDS) >= STALE_SECONDS]
