"""A browser before the live product: pages that fail loudly on console errors and foreign requests."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings

from tests.cast import Cast, build


@pytest.fixture
def city(transactional_db: None) -> Cast:
    """The small city, committed, so that the server's threads see it."""
    return build()


class Visit:
    """A page of one account; `faults` gathers what must not happen."""

    def __init__(self, page: Any, base: str) -> None:
        self.page, self.base = page, base
        self.faults: list[str] = []
        self.expected_status = 200
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("request", self._request)

    def _console(self, message: Any) -> None:
        refused = "Failed to load resource" in message.text and self.expected_status != 200
        if message.type in ("error", "warning") and not refused:
            self.faults.append(f"{self.page.url}: {message.text}")

    def _request(self, request: Any) -> None:
        if not request.url.startswith((self.base, "data:", "blob:")):
            self.faults.append(f"foreign request {request.url}")

    def goto(self, path: str, status: int = 200) -> Any:
        """Open a path and wait until it rests."""
        self.expected_status = status
        answer = self.page.goto(f"{self.base}{path}")
        assert answer.status == status, (path, answer.status)
        self.page.wait_for_load_state("networkidle")
        return self.page


@pytest.fixture
def visit(page: Any, live_server: Any, city: Cast) -> Callable[[str], Visit]:
    """`visit("co")`: a page signed in as that account; '' for nobody."""

    def sign_in(name: str) -> Visit:
        page.context.clear_cookies()
        if name:
            session = city.client(name).cookies[settings.SESSION_COOKIE_NAME].value
            cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}
            page.context.add_cookies([cookie])
        return Visit(page, live_server.url)

    return sign_in
