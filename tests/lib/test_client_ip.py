"""A client's address is what our own proxies say, never what the client says (AU-10)."""

import pytest
from django.test import RequestFactory

from config.lib.client_ip import client_ip


@pytest.mark.parametrize(
    ("hops", "forwarded", "expected"),
    [
        (0, None, "10.0.0.9"),
        (0, "1.1.1.1", "10.0.0.9"),
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "1.1.1.1, 203.0.113.7", "203.0.113.7"),
        (1, "1.1.1.1,, 203.0.113.7 ", "203.0.113.7"),
        (2, "1.1.1.1, 203.0.113.7, 10.0.0.2", "203.0.113.7"),
        (2, "10.0.0.2", "10.0.0.9"),
        (1, "", "10.0.0.9"),
    ],
)
def test_client_ip(settings, hops: int, forwarded: str | None, expected: str) -> None:
    settings.TRUSTED_PROXIES = hops
    headers = {} if forwarded is None else {"x-forwarded-for": forwarded}
    assert client_ip(RequestFactory(headers=headers).get("/", REMOTE_ADDR="10.0.0.9")) == expected
