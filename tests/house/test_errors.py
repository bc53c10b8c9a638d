"""Faults answer with a page and a reference, and the words of the fault stay inside."""

import json
import re
from unittest.mock import patch

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import OperationalError
from django.test import Client, RequestFactory

from config.errors import csrf_failure, locked_out, server_error

SECRET = "张三收受礼金"


def failing(fault: Exception, path: str, caplog: pytest.LogCaptureFixture):
    try:
        raise fault
    except type(fault):
        response = server_error(RequestFactory().get(path))
    return response, response.content.decode(), caplog.messages[-1]


@pytest.mark.parametrize("path", ["/inspections/findings/", "/api/v1/findings/"])
def test_a_fault_is_500_with_a_reference(path: str, caplog) -> None:
    response, body, logged = failing(ValueError(SECRET), path, caplog)
    assert response.status_code == 500
    assert SECRET not in body
    assert SECRET not in logged
    reference = re.search(r"'reference': '(\w+)'", logged).group(1)
    assert reference in body


@pytest.mark.parametrize("path", ["/inspections/findings/", "/api/v1/findings/"])
def test_a_busy_database_is_503_and_says_that_nothing_was_saved(path: str, caplog) -> None:
    response, body, _ = failing(OperationalError("database is locked"), path, caplog)
    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
    assert "database is locked" not in body
    assert "未保存" in (body if "/api/" not in path else json.loads(body)["detail"])


@pytest.mark.django_db
def test_even_the_session_may_fail() -> None:
    client = Client(raise_request_exception=False)
    client.cookies["session"] = "a" * 32
    with patch.object(SessionStore, "load", side_effect=OperationalError):
        assert client.get("/inspections/findings/").status_code == 503


def test_a_stale_form_is_told_so() -> None:
    response = csrf_failure(RequestFactory().post("/x/"), "CSRF cookie not set.")
    assert response.status_code == 403


def test_lock_out_says_how_long() -> None:
    response = locked_out(RequestFactory().post("/accounts/login/"), None, {})
    assert response.status_code == 429
    assert "30 分钟" in response.content.decode()
