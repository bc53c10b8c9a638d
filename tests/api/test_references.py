"""A reference obeys the row it points to (AC-05, AC-06): what cannot be opened is null, unknown and unwritable."""

import uuid

import pytest

from tests.api.test_resources import RESOURCES, rows_of, url
from tests.cast import POSTS, SEATS

# field -> where its target is opened
TARGETS = {
    "round": "rounds",
    "county": "organizations",
    "organization": "organizations",
    "inspected": "organizations",
    "parent": "organizations",
    "deployment": "deployments",
    "team": "teams",
    "assignment": "assignments",
    "finding": "findings",
    "clue": "clues",
    "inspector": "inspectors",
}


def references(value, name=""):
    """(field, reference) of every reference inside an answer."""
    if isinstance(value, list):
        for one in value:
            yield from references(one, "organization" if name == "counties" else name)
    elif isinstance(value, dict):
        if set(value) == {"id", "code", "name"} and name in TARGETS:
            yield name, value
        else:
            for key, inner in value.items():
                yield from references(inner, key)


@pytest.mark.parametrize("name", [*POSTS, *SEATS])
def test_every_reference_shown_can_be_opened_and_shows_the_same(cast, name):
    api = cast.api(name)
    seen = set()
    for resource in RESOURCES:
        answer = api.get(url(resource))
        if answer.status_code != 200:
            continue
        for field, reference in references(answer.json()["results"]):
            if (field, reference["id"]) in seen:
                continue
            seen.add((field, reference["id"]))
            target = api.get(url(TARGETS[field], reference["id"]))
            assert target.status_code == 200, (resource, field, reference)
            shown = target.json()
            assert reference["code"] == shown.get("code", shown.get("number")), (resource, field)
    assert seen or name in ("sys", "sec", "aud", "itm", "bo_other")


FILTERS = {
    "findings": ("round", "county", "organization", "assignment", "category"),
    "assignments": ("round", "county", "organization", "team", "deployment"),
    "rectification-tasks": ("round", "county", "organization", "inspected", "finding"),
    "clues": ("round", "county", "organization", "inspected", "finding"),
}


@pytest.mark.parametrize("resource", FILTERS)
def test_filters_take_id_or_number(cast, resource):
    api = cast.api("co")
    row = rows_of(api, resource)[-1]
    for field in FILTERS[resource]:
        by_id = rows_of(api, resource, **{field: row[field]["id"]})
        by_number = rows_of(api, resource, **{field: row[field]["code"]})
        assert by_id == by_number and row in by_id, field
        assert rows_of(api, resource, **{field: str(uuid.uuid4())}) == [], field


def test_a_filter_by_what_one_may_not_see_finds_nothing(cast):
    api = cast.api("xd")
    assert rows_of(api, "findings", county=str(cast.county_other.pk)) == []
    assert rows_of(api, "findings", assignment=cast.assignment.code) == [], "xd lacks assignment.view"
    assert rows_of(cast.api("bo"), "findings", round="2019-01") == [], "bo does not know a round's number"
    assert len(rows_of(cast.api("bo"), "findings", round=str(cast.round.pk))) == 1


@pytest.mark.parametrize(
    "foreign",
    ["530101-XCB", "no such", str(uuid.UUID(int=0)), "", None, 7, ["x"], {"id": None}, {"code": "530101"}],
)
def test_writing_a_foreign_reference_is_refused_like_a_missing_one(cast, foreign):
    """xo of county 乙 names organisations of county 甲."""
    body = {"number": "N1", "name": "新人", "roles": ["member"], "organization": foreign}
    answer = cast.api("xo_other").post(url("inspectors"), body, format="json")
    assert answer.status_code == 400 and list(answer.json()["fields"]) == ["organization"]
    assert rows_of(cast.api("co"), "inspectors", number="N1") == []


@pytest.mark.parametrize("form", ["id", "code", "object by id", "object by code", "shown"])
def test_a_reference_is_written_by_id_or_number(cast, form):
    home = cast.organizations["530101-XCB"]
    value = {
        "id": str(home.pk),
        "code": home.code,
        "object by id": {"id": str(home.pk)},
        "object by code": {"code": home.code},
        "shown": {"id": str(home.pk), "code": home.code, "name": home.name},
    }[form]
    body = {"number": "N1", "name": "新人", "roles": ["组长"], "organization": value}
    answer = cast.api("xo").post(url("inspectors"), body, format="json")
    assert answer.status_code == 201 and answer.json()["organization"]["code"] == home.code
