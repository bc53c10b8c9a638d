"""What every test may rely on: the browser of the machine, and silence about nothing that did not run."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = Path("/usr/bin/chromium")
# Without the background switches the browser looks up its maker's hosts, which a closed network refuses.
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
IN_CI = os.environ.get("CI") == "true"

# pytest-playwright keeps an event loop in the test's thread; Django's ORM is called beside it, not in it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip page tests where there is no browser; in CI they run, and fail, instead."""
    if CHROMIUM.exists() or IN_CI:
        return
    for item in items:
        if item.get_closest_marker("e2e"):
            item.add_marker(
                pytest.mark.skip(reason="needs Chromium: apt-get install chromium fonts-noto-cjk")
            )


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's own Chromium; a downloaded one is not to be had."""
    return {**browser_type_launch_args, "executable_path": str(CHROMIUM), "args": CHROMIUM_ARGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Pages are Chinese, in the office's time."""
    return {**browser_context_args, "locale": "zh-CN", "timezone_id": "Asia/Shanghai"}


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The test database; in the end nobody is left connected to it, or PostgreSQL would not drop it.

    A browser that keeps its connection open keeps a thread of the live server, and that its session.
    """
    yield
    from django.db import connection  # settings are needed first

    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture
def cast(db: None) -> Any:
    """The small city of tests/cast.py, with everybody who may look at it."""
    from tests.cast import build  # models can be read only once Django is ready

    return build()
