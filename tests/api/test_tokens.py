"""Tokens: signing in for programs, listing and revoking one's own, and step-up that says it is not there."""

from datetime import timedelta

import pytest
import time_machine
from django.test import override_settings
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import ApiToken
from tests.factories.accounts import PASSWORD

TOKEN = "/api/v1/auth/token/"
OWN = "/api/v1/auth/tokens/"


def sign_in(username, password=PASSWORD, **more):
    return APIClient().post(TOKEN, {"username": username, "password": password, **more}, format="json")


def with_token(token):
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {token}")
    return client


def test_a_token_opens_what_its_owner_may_see(cast):
    answer = sign_in("bo", otp="000000")
    assert answer.status_code == 201 and set(answer.json()) == {"token", "expires_at"}
    api = with_token(answer.json()["token"])
    assert api.get("/api/v1/findings/").json()["count"] == 1
    assert api.get("/api/v1/clues/").status_code == 404
    assert not ApiToken.objects.filter(digest=answer.json()["token"]).exists(), "the secret is not kept"


@pytest.mark.parametrize(
    "username, password", [("bo", "wrong"), ("nobody", PASSWORD), ("bo", " " + PASSWORD)]
)
def test_wrong_credentials_answer_alike(cast, username, password):
    answer = sign_in(username, password)
    assert answer.status_code == 401
    assert answer.json() == {"code": "invalid_credentials", "detail": "账号或密码不正确。"}


def test_a_closed_account_gets_none_and_loses_its_own(cast):
    token = sign_in("bo").json()["token"]
    cast.users["bo"].__class__.objects.filter(pk=cast.users["bo"].pk).update(is_active=False)
    assert sign_in("bo").status_code == 401
    assert with_token(token).get("/api/v1/findings/").status_code == 401


@pytest.mark.parametrize("name", ["sys", "sec", "aud"])
def test_administrators_hold_no_tokens(cast, name):
    assert sign_in(name).status_code == 403
    assert not ApiToken.objects.exists()


def test_guessing_ends_in_a_lock_out(cast):
    for _ in range(5):
        last = sign_in("bo", "wrong")
    assert last.status_code in (401, 429)
    locked = sign_in("bo")
    assert locked.status_code == 429 and locked.json()["code"] == "locked_out"


def test_missing_fields_are_named(cast):
    answer = APIClient().post(TOKEN, {"username": "bo"}, format="json")
    assert answer.status_code == 400 and list(answer.json()["fields"]) == ["password"]


@override_settings(STRICT=True)
def test_a_profile_with_second_factor_gives_no_token_without_it(cast):
    answer = sign_in("bo", otp="123456")
    assert answer.status_code == 403 and answer.json()["code"] == "second_factor_unavailable"


def test_tokens_are_listed_and_revoked_by_their_owner_alone(cast):
    secret = sign_in("bo", name="报送程序").json()["token"]
    listed = cast.api("bo").get(OWN).json()["results"]
    assert [row["name"] for row in listed] == ["报送程序"]
    assert secret not in str(listed) and "digest" not in listed[0]
    here = f"{OWN}{listed[0]['id']}/"
    assert cast.api("co").delete(here).status_code == 404
    assert cast.api("bo").delete(here).status_code == 204
    assert with_token(secret).get("/api/v1/findings/").status_code == 401
    assert cast.api("bo").get(OWN).json()["count"] == 0


def test_a_token_expires(cast):
    secret = sign_in("bo").json()["token"]
    with time_machine.travel(timezone.now() + timedelta(days=31), tick=False):
        answer = with_token(secret).get("/api/v1/findings/")
    assert answer.status_code == 401 and answer.json()["code"] == "not_authenticated"


@pytest.mark.parametrize("header", ["Token", "Token x", "Token a b", "Token ÿ"])
def test_a_bad_header_is_401(cast, header):
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=header)
    assert client.get("/api/v1/findings/").status_code == 401


def test_step_up_says_plainly_that_it_is_not_there(cast):
    body = {"otp": "123456", "reason": "核对"}
    answer = cast.api("co").post("/api/v1/auth/step-up/", body, format="json")
    assert answer.status_code == 403 and answer.json()["code"] == "step_up_unavailable"
    assert APIClient().post("/api/v1/auth/step-up/", body, format="json").status_code == 401


@override_settings(SECURITY_PROFILE="mlps3")
def test_what_needs_step_up_says_so(cast):
    answer = cast.api("bo").get(OWN)
    assert answer.status_code == 403 and answer.json()["code"] == "step_up_required"
