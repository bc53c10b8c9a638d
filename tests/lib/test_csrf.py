"""Forms of our own pages pass; everybody else's do not, whatever Origin the browser sends."""

import pytest
from django.test import Client


@pytest.fixture
def page(db):
    """A browser that has opened the sign-in page and knows its token."""
    client = Client(enforce_csrf_checks=True)
    token = client.get("/accounts/login/").context["csrf_token"]
    return client, str(token)


@pytest.mark.parametrize(
    "headers, passes",
    [
        ({"HTTP_ORIGIN": "null", "HTTP_SEC_FETCH_SITE": "same-origin"}, True),
        ({"HTTP_ORIGIN": "null"}, True),
        ({"HTTP_ORIGIN": "http://testserver"}, True),
        ({"HTTP_ORIGIN": "null", "HTTP_SEC_FETCH_SITE": "cross-site"}, False),
        ({"HTTP_ORIGIN": "null", "HTTP_SEC_FETCH_SITE": "same-site"}, False),
        ({"HTTP_ORIGIN": "http://evil.example"}, False),
    ],
)
def test_the_origin_of_a_form_decides(page, headers, passes):
    client, token = page
    form = {"username": "x", "password": "y", "csrfmiddlewaretoken": token}
    assert (client.post("/accounts/login/", form, **headers).status_code != 403) is passes


def test_without_a_token_nothing_passes(page):
    client, _ = page
    assert client.post("/accounts/login/", {"username": "x"}, HTTP_ORIGIN="null").status_code == 403
