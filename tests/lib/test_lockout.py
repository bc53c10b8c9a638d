"""Wrong passwords: 5 for an account from one address, 20 for an account, 50 from one address (AU-06)."""

from unittest.mock import patch

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.signals import user_logged_in
from django.test import RequestFactory

from accounts.models import Person, User

pytestmark = pytest.mark.django_db
PASSWORD = "正确-horse-battery-9"


@pytest.fixture
def user() -> User:
    account = User(username="zhou", person=Person.objects.create(name="周文"), is_active=True)
    account.set_password(PASSWORD)
    account.save()
    return account


def sign_in(username: str, password: str, address: str = "10.0.0.1", agent: str = "a") -> User | None:
    request = RequestFactory(headers={"user-agent": agent}).post("/accounts/login/", REMOTE_ADDR=address)
    found = authenticate(request, username=username, password=password)
    if found is not None:
        user_logged_in.send(User, request=request, user=found)  # as `login` does, without a session
    return found


def wrong(username: str, times: int, address: str = "10.0.0.1") -> None:
    for number in range(times):
        # A changing browser name must not start a new count.
        assert sign_in(username, "wrong", address, agent=f"browser {number}") is None


def test_the_right_password_opens_before_the_limit(user: User) -> None:
    wrong("zhou", 4)
    assert sign_in("zhou", PASSWORD) == user


def test_five_wrong_ones_lock_account_and_address(user: User) -> None:
    wrong("zhou", 5)
    with patch("django.contrib.auth.hashers.check_password") as verified:
        assert sign_in("zhou", PASSWORD) is None
    assert not verified.called
    assert sign_in("zhou", PASSWORD, "10.0.0.2") == user


def test_the_right_password_forgets_the_wrong_ones(user: User) -> None:
    wrong("zhou", 4)
    sign_in("zhou", PASSWORD)
    wrong("zhou", 4)
    assert sign_in("zhou", PASSWORD) == user


def test_signing_in_oneself_does_not_forgive_guessing_at_others(user: User) -> None:
    insider = User(username="wang", person=Person.objects.create(name="王五"), is_active=True)
    insider.set_password(PASSWORD)
    insider.save()
    wrong("zhou", 4)
    assert sign_in("wang", PASSWORD) == insider
    wrong("zhou", 1)
    assert sign_in("zhou", PASSWORD) is None


def test_twenty_wrong_ones_from_anywhere_lock_the_account(user: User) -> None:
    for number in range(5):
        wrong("zhou", 4, f"10.0.1.{number}")
    assert sign_in("zhou", PASSWORD, "10.0.9.9") is None


def test_fifty_wrong_ones_lock_the_address(user: User) -> None:
    for number in range(13):
        wrong(f"guess{number}", 4)
    assert sign_in("zhou", PASSWORD) is None
    assert sign_in("zhou", PASSWORD, "10.0.0.2") == user
