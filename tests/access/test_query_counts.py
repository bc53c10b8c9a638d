"""A page costs the same number of queries for one row and for sixty, and at most twelve."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import ClueFactory, FindingFactory, TaskFactory

LIMIT = 12
NOT_WORK = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
LISTS = [
    "inspections:rounds",
    "inspections:deployments",
    "inspections:teams",
    "inspections:inspectors",
    "inspections:assignments",
    "inspections:findings",
    "clues:clues",
    "rectification:tasks",
    "rectification:recommendations",
    "rectification:matters",
    "accounts:organizations",
    "workbench",
]


def queries(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200, url
    return [q["sql"] for q in caught if not q["sql"].startswith(NOT_WORK)]


def many(cast):
    """Sixty more of what grows."""
    for number in range(60):
        finding = FindingFactory(
            code=f"WT-2019-7{number:04d}",
            assignment=cast.assignment,
            category=cast.category,
            state="fed_back",
            feedback_number=100 + number,
        )
        TaskFactory(code=f"ZG-2019-7{number:04d}", finding=finding)
        ClueFactory(
            code=f"XS-2019-7{number:03d}",
            finding=finding,
            handler=cast.organizations["530101-JW"],
            state="received",
        )


@pytest.mark.parametrize("name", ["co", "xo", "itl", "xd", "bo"])
def test_lists(cast, name):
    client, access = cast.client(name), cast.user(name).access
    urls = [reverse(key) for key in LISTS if client.get(reverse(key)).status_code == 200]
    assert len(urls) >= 5 and access
    few = {url: queries(client, url) for url in urls}
    many(cast)
    for url in urls:
        now = queries(client, url)
        assert len(now) <= LIMIT, f"{name} {url}: {len(now)}\n" + "\n".join(now)
        assert len(now) <= len(few[url]) + 1, f"{name} {url} grows: {len(few[url])} -> {len(now)}"


@pytest.mark.parametrize("name", ["co", "itl", "xd"])
def test_details(cast, name):
    """A finding and a clue with their chain; reading a clue adds its record."""
    client = cast.client(name)
    urls = [
        reverse("inspections:finding", args=[cast.findings["village"].pk]),
        reverse("clues:clue", args=[cast.clues["filed"].pk]),
        reverse("rectification:task", args=[cast.tasks["open"].pk]),
    ]
    asked = 0
    for url in urls:
        if client.get(url).status_code == 200:
            found = queries(client, url)
            assert len(found) <= LIMIT, f"{name} {url}: {len(found)}\n" + "\n".join(found)
            asked += 1
    assert asked
