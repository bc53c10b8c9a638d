"""`python -m tests.bench.prepare ROWS`: build the made-up city where DATA_DIR and DATABASE_URL point, and tell as JSON
the pages to ask for, a session to ask with, and how many queries each page takes."""

import json
import sys

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import login  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import HttpRequest  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from clues.models import Clue  # noqa: E402
from tests.bench import dataset  # noqa: E402


def pages() -> dict[str, str]:
    """Name -> address of everything measured."""
    clue = Clue.objects.select_related("county").order_by("code").first()
    assert clue is not None and clue.county is not None
    county = clue.county
    return {
        "floor": "/floor/",
        "问题 首页 / findings, first": "/inspections/findings/",
        "问题 末页 / findings, last": "/inspections/findings/?last=1",
        "问题 筛选 / findings, filtered": f"/inspections/findings/?county={county.code}&state=fed_back",
        "问题 详情 / finding": f"/inspections/findings/{clue.finding_id}/",
        "线索 首页 / clues, first": "/clues/clues/",
        "线索 末页 / clues, last": "/clues/clues/?last=1",
        "线索 筛选 / clues, filtered": "/clues/clues/?state=filed",
        "线索 详情 / clue": f"/clues/clues/{clue.pk}/",
        "看板 / board": "/reports/board/",
    }


def session_of(user: object) -> str:
    """A signed-in session as a browser would hold it."""
    request = HttpRequest()
    request.session = SessionStore()
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[-1])  # type: ignore[arg-type]
    request.session.save()
    return str(request.session.session_key)


def queries(user: object, address: str) -> int:
    """Statements of one page, the session's included."""
    settings.ALLOWED_HOSTS = ["*"]
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])  # type: ignore[arg-type]
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    words = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
    return sum(1 for query in caught if not query["sql"].startswith(words))


def main(rows: int) -> None:
    call_command("migrate", verbosity=0)
    dataset.build(rows)
    user = dataset.account()
    addresses = pages()
    found = {
        "cookie": f"{settings.SESSION_COOKIE_NAME}={session_of(user)}",
        "pages": addresses,
        "queries": {name: queries(user, address) for name, address in addresses.items()},
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main(int(sys.argv[1]))
