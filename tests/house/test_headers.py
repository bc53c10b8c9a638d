"""Every dynamic answer carries the same protective headers, errors included."""

import re

import pytest
from django.test import Client, override_settings

from config.lib.headers import PERMISSIONS

PATHS = ["/healthz", "/accounts/login/", "/inspections/findings/", "/no/such/page/", "/api/v1/no-such/"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", PATHS)
def test_protective_headers(path: str) -> None:
    answer = Client().get(path)
    found = {name: answer.headers.get(name) for name in EXPECTED}
    assert found == EXPECTED
    policy = re.sub(r" 'nonce-[^']+'", "", answer.headers["Content-Security-Policy"])
    assert dict(part.strip().split(" ", 1) for part in policy.split(";")) == POLICY


POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
EXPECTED = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS,
}


@pytest.mark.django_db
@override_settings(SECURE_SSL_REDIRECT=True, SECURE_HSTS_SECONDS=31536000)
def test_strict_profile_sends_to_https_but_answers_health() -> None:
    assert Client().get("/accounts/login/").status_code == 301
    assert Client().get("/healthz").status_code in (200, 503)
    secure = Client().get("/healthz", secure=True)
    assert secure.headers["Strict-Transport-Security"].startswith("max-age=31536000")


@pytest.mark.django_db
def test_a_foreign_host_is_refused() -> None:
    assert Client(headers={"host": "evil.example"}).get("/accounts/login/").status_code == 400
