"""The schema: complete, without warnings, for signed-in users; its page works under our own policy."""

import json

import pytest
from django.core.management import call_command

from tests.api.test_resources import RESOURCES


@pytest.fixture(scope="module")
def schema(tmp_path_factory):
    file = tmp_path_factory.mktemp("schema") / "schema.json"
    call_command(
        "spectacular", "--fail-on-warn", "--validate", "--format", "openapi-json", "--file", str(file)
    )
    return json.loads(file.read_text(encoding="utf-8"))


def test_every_resource_is_described(schema):
    for resource in RESOURCES:
        assert f"/api/v1/{resource}/" in schema["paths"]
        assert f"/api/v1/{resource}/{{id}}/" in schema["paths"]


def test_no_enumeration_has_a_made_up_name(schema):
    names = [name for name in schema["components"]["schemas"] if "Enum" in name]
    assert names == []


def test_the_schema_is_for_signed_in_users(cast):
    assert cast.api().get("/api/v1/schema/").status_code == 401
    assert cast.client().get("/api/v1/schema/ui/").status_code == 302
    for name in ("co", "bo", "sys", "aud"):
        answer = cast.api(name).get("/api/v1/schema/")
        assert answer.status_code == 200 and answer.json()["openapi"].startswith("3.")
        assert cast.client(name).get("/api/v1/schema/ui/").status_code == 200


def test_there_are_no_browsable_pages(cast):
    answer = cast.api("co").get("/api/v1/findings/", HTTP_ACCEPT="text/html")
    assert answer.status_code == 406 or answer.headers["Content-Type"].startswith("application/json")


@pytest.mark.e2e
@pytest.mark.django_db(transaction=True)
def test_the_page_works_in_a_browser(live_server, page):
    from tests.cast import build

    client = build().client("co")
    page.context.add_cookies(
        [{"name": "session", "value": client.cookies["session"].value, "url": live_server.url}]
    )
    faults, foreign = [], []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on(
        "request",
        lambda r: None if r.url.startswith((live_server.url, "data:", "blob:")) else foreign.append(r.url),
    )
    page.goto(f"{live_server.url}/api/v1/schema/ui/")
    page.get_by_text("/api/v1/findings/", exact=True).first.wait_for()
    assert faults == [] and foreign == []
