"""Invented people are loaded where somebody tries the product on an empty database, and never elsewhere."""

from collections.abc import Iterator
from unittest.mock import MagicMock, patch

import pytest
from django.core.management import call_command

from accounts.models import Person, User

pytestmark = pytest.mark.django_db
HERE = "config.management.commands.prepare_demo"


@pytest.fixture
def load_demo() -> Iterator[MagicMock]:
    """What the command would have called."""
    with (
        patch(f"{HERE}.call_command") as called,
        patch(f"{HERE}.get_commands", return_value={"load_demo": "x"}),
    ):
        yield called


def test_an_empty_demo_is_filled(load_demo: MagicMock, capsys) -> None:
    call_command("prepare_demo")
    load_demo.assert_called_once_with("load_demo")


def test_with_the_workbook_that_was_named(load_demo: MagicMock, settings, capsys) -> None:
    settings.DEMO_WORKBOOK = "/data/mine.xlsx"
    call_command("prepare_demo")
    load_demo.assert_called_once_with("load_demo", "/data/mine.xlsx")


def test_a_database_with_accounts_is_left_alone(load_demo: MagicMock) -> None:
    User.objects.create(username="co", person=Person.objects.create(name="周文"))
    call_command("prepare_demo")
    load_demo.assert_not_called()


def test_a_real_installation_is_left_alone(load_demo: MagicMock, settings) -> None:
    settings.SECURITY_PROFILE = "mlps3"
    call_command("prepare_demo")
    load_demo.assert_not_called()
