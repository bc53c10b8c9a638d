"""The same checklist for every resource: who reads what, how it is filtered, ordered and paged."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    AssignmentFactory,
    ClueFactory,
    FindingFactory,
    InspectorFactory,
    MatterFactory,
    OrganizationFactory,
    RecommendationFactory,
    RecoveryFactory,
    SanctionFactory,
    TaskFactory,
    TeamMemberFactory,
)

# resource -> (an entitled reader, his number of rows, who lacks the action and the answer, a stranger by row)
CHECKLIST = {
    "organizations": ("xo", 8, {}, "xo_other"),
    "inspectors": ("co", 6, {"bo": 403, "sys": 403, "itm": 403}, "xo"),
    "rounds": ("co", 2, {"sys": 403, "aud": 403}, ""),
    "deployments": ("co", 1, {"bo": 403, "xd": 403, "sec": 403}, ""),
    "teams": ("xo", 1, {"bo": 403, "od": 403, "sys": 403}, "xo_other"),
    "assignments": ("xo", 2, {"xd": 403, "cd": 403, "sys": 403}, "xo_other"),
    "findings": ("xo", 2, {"sys": 403, "sec": 403, "aud": 403}, "xo_other"),
    "clues": ("xd", 6, {"bo": 404, "xo": 404, "od": 404, "sys": 404, "co_uncleared": 404}, "xd_other"),
    "sanctions": ("xd", 1, {"bo": 404, "xo": 404, "itm": 404, "xd_uncleared": 404}, "xd_other"),
    "recoveries": ("xd", 1, {"bo": 404, "xo": 404, "itm": 404, "aud": 404}, "xd_other"),
    "rectification-tasks": ("xo", 5, {"sys": 403, "aud": 403}, "xo_other"),
    "governance-recommendations": ("xo", 1, {"od": 403, "sys": 403}, "xo_other"),
    "assigned-matters": ("xo", 1, {"itl": 403, "bo": 403, "sys": 403}, "xo_other"),
    "baselines": ("co", 1, {"bo": 403, "xo": 403, "cd": 403}, ""),
}
RESOURCES = list(CHECKLIST)
NO_CODE = {"sanctions", "recoveries", "baselines"}


def url(resource, key=""):
    return f"/api/v1/{resource}/{key}/" if key else f"/api/v1/{resource}/"


def rows_of(api, resource, **query):
    answer = api.get(url(resource), query)
    assert answer.status_code == 200, answer.content
    return answer.json()["results"]


@pytest.mark.parametrize("resource", RESOURCES)
def test_the_entitled_reads_list_and_detail(cast, resource):
    reader, number, _, _ = CHECKLIST[resource]
    api = cast.api(reader)
    body = api.get(url(resource)).json()
    assert set(body) == {"count", "next", "previous", "results"} and body["count"] == number
    detail = api.get(url(resource, body["results"][0]["id"])).json()
    assert detail.pop("available_steps") == []
    assert detail == body["results"][0]


@pytest.mark.parametrize("resource", RESOURCES)
def test_who_lacks_the_action_is_refused(cast, resource):
    reader, _, refused, _ = CHECKLIST[resource]
    known = rows_of(cast.api(reader), resource)[0]["id"]
    for name, status in refused.items():
        for address in (url(resource), url(resource, known), url(resource, uuid.uuid4())):
            answer = cast.api(name).get(address)
            assert answer.status_code == status, (name, address)
            assert set(answer.json()) == {"code", "detail"}


@pytest.mark.parametrize("resource", RESOURCES)
def test_anonymous_is_asked_to_sign_in(cast, resource):
    for method in ("get", "post", "put", "patch", "delete", "options", "head"):
        for address in (url(resource), url(resource, uuid.uuid4())):
            answer = getattr(cast.api(), method)(address)
            assert answer.status_code == 401, (method, address)


@pytest.mark.parametrize("resource", [name for name, line in CHECKLIST.items() if line[3]])
def test_a_foreign_object_is_like_a_missing_one(cast, resource):
    reader, _, _, stranger = CHECKLIST[resource]
    if resource == "inspectors":
        foreign = str(cast.inspectors["itl"].pk)
    else:
        hidden = {row["id"] for row in rows_of(cast.api(stranger), resource)}
        foreign = next(row["id"] for row in rows_of(cast.api(reader), resource) if row["id"] not in hidden)
    api = cast.api(stranger)
    answers = [api.get(url(resource, key)) for key in (foreign, uuid.uuid4(), "no-id-at-all")]
    assert [answer.status_code for answer in answers] == [404] * 3
    assert len({answer.content for answer in answers}) == 1
    assert len({tuple(sorted(answer.headers.items())) for answer in answers}) == 1


@pytest.mark.parametrize("resource", [name for name in RESOURCES if name not in NO_CODE])
def test_code_finds_by_number(cast, resource):
    api = cast.api(CHECKLIST[resource][0])
    row = rows_of(api, resource)[-1]
    number = row["number"] if resource == "inspectors" else row["code"]
    assert [found["id"] for found in rows_of(api, resource, code=number)] == [row["id"]]
    assert rows_of(api, resource, code="no such number") == []


@pytest.mark.parametrize("resource", RESOURCES)
@pytest.mark.parametrize("query", ["nonsense=1", "id__in=1", "state=nonsense&x=", "page=1&page=2"])
def test_what_is_not_offered_is_refused(cast, resource, query):
    answer = cast.api(CHECKLIST[resource][0]).get(f"{url(resource)}?{query}")
    assert answer.status_code == 400
    assert answer.json()["code"] == "invalid" and answer.json()["fields"]


@pytest.mark.parametrize("resource", RESOURCES)
def test_ordering_is_an_allow_list(cast, resource):
    api = cast.api(CHECKLIST[resource][0])
    for wrong in ("id", "imported", "created_by", "person__name", "?", "code,nonsense"):
        assert api.get(url(resource), {"ordering": wrong}).status_code == 400, wrong
    name = {"inspectors": "number", "sanctions": "clue", "recoveries": "clue", "baselines": "year"}.get(
        resource, "code"
    )
    forth = [row["id"] for row in rows_of(api, resource, ordering=name)]
    back = [row["id"] for row in rows_of(api, resource, ordering=f"-{name}")]
    assert forth == back[::-1]


def test_pages_are_limited(cast):
    OrganizationFactory.create_batch(210, parent=cast.county)
    api = cast.api("co")
    assert len(api.get(url("organizations")).json()["results"]) == 50
    assert len(api.get(url("organizations"), {"page_size": 5000}).json()["results"]) == 200
    second = api.get(url("organizations"), {"page_size": 200, "page": 2}).json()
    assert len(second["results"]) == 31 and second["next"] is None and second["previous"]
    assert api.get(url("organizations"), {"page": 99}).status_code == 404
    assert api.get(url("organizations"), {"page": "x"}).status_code == 404


def more_rows(cast):
    """Sixty more rows of everything, each with parents of its own."""
    for position in range(60):
        target = OrganizationFactory(parent=cast.county)
        assignment = AssignmentFactory(team__deployment=cast.deployment, organization=target)
        finding = FindingFactory(assignment=assignment, drafted_by=cast.users["itm"].person)
        clue = ClueFactory(finding=finding, handler=cast.organizations["530101-JW"], state="closed")
        SanctionFactory(clue=clue)
        RecoveryFactory(clue=clue)
        TaskFactory(finding=finding)
        RecommendationFactory(round=cast.round, addressee=target, finding=finding)
        MatterFactory(round=cast.round, addressee=target, finding=finding)
        TeamMemberFactory(team=assignment.team, inspector=InspectorFactory(organization=target))
        assert position < 60


def test_a_list_costs_the_same_for_few_and_many_rows(cast):
    def costs():
        found = {}
        for resource in RESOURCES:
            for reader in ("co", "bo", "itl", "xo", "xd"):
                api = cast.api(reader)
                with CaptureQueriesContext(connection) as captured:
                    answer = api.get(url(resource), {"page_size": 200})
                if answer.status_code == 200 and answer.json()["count"]:
                    found[resource, reader] = len(captured)
        return found

    few = costs()
    more_rows(cast)
    many = costs()
    assert {key: many[key] for key in few} == few
    for (resource, _), number in many.items():
        # A list of clues is recorded, within a transaction: three statements more.
        assert number <= (10 if resource in ("clues", "sanctions", "recoveries") else 8), resource
