"""Deny by default: every address, API action and background job names one action of the policy (AC-01)."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.middleware import AccessMiddleware
from accounts.outbox import registered_jobs
from accounts.roles import POLICY

# Open to everyone on purpose; nothing joins this list without a reason beside it.
OPEN = {
    "healthz",  # a load balancer asks before anybody has signed in
    "login",
    "logout",
    "auth-token",  # the API's sign-in
}


def patterns(resolver=None, prefix=""):
    """Every (address, pattern) below the root."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry, prefix + str(entry.pattern))
        elif isinstance(entry, URLPattern):
            yield prefix + str(entry.pattern), entry


def declared(view):
    """The actions a view names: one for a page, one per API action."""
    cls = getattr(view, "cls", None)
    if cls is None:
        action = getattr(view, "access_action", None)
        return [action] if action else []
    actions = getattr(cls, "access_actions", {})
    served = getattr(view, "actions", None)
    if not served:
        return [actions.get(m) for m in ("get", "post", "put", "patch", "delete") if hasattr(cls, m)]
    return [actions.get(name) for method, name in served.items() if method != "head"]


@pytest.mark.parametrize("address, pattern", [pytest.param(a, p, id=a or "/") for a, p in patterns()])
def test_every_address_names_actions_of_the_policy(address, pattern):
    if getattr(pattern.callback, "access_public", False) or getattr(
        getattr(pattern.callback, "cls", None), "access_public", False
    ):
        assert pattern.name in OPEN, f"{address} is open to everyone"
        return
    actions = declared(pattern.callback)
    assert actions, f"{address} declares no action"
    named = {one for action in actions for one in (action if isinstance(action, tuple) else (action,))}
    assert named <= set(POLICY), f"{address}: {actions}"


def test_every_job_names_an_action_of_the_policy():
    assert set(registered_jobs().values()) <= set(POLICY)


def test_a_view_that_declares_nothing_is_refused(rf):
    request = rf.get("/")
    with pytest.raises(PermissionDenied):
        AccessMiddleware(HttpResponse).process_view(request, lambda r: HttpResponse(), (), {})


@pytest.mark.parametrize("name", ["admin", "api_browser", "debug"])
def test_no_back_door_is_mounted(name):
    assert not [address for address, _ in patterns() if address.startswith(f"{name}/")]
