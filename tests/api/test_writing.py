"""What can be written: rounds, inspectors, baselines. Each act by its service, each refusal without effect."""

import pytest

from accounts.models import AuditRecord, OutboxJob
from accounts.outbox import run_job
from inspections.models import InspectionRound, Inspector
from reports.models import Baseline
from tests.api.test_resources import rows_of, url

ROUND = {
    "code": "2021-01",
    "name": "2021年第一轮",
    "year": 2021,
    "starts_on": "2021-03-01",
    "ends_on": "2021-06-30",
}


def send(cast, name, method, address, body):
    return getattr(cast.api(name), method)(address, body, format="json")


def test_a_round_is_made_changed_and_deleted_while_prepared(cast):
    made = send(cast, "co", "post", url("rounds"), ROUND)
    assert made.status_code == 201
    assert made.json()["state"] == "preparing" and made.json()["available_steps"] == []
    here = url("rounds", made.json()["id"])
    changed = send(cast, "co", "patch", here, {"name": "改名"})
    assert changed.status_code == 200 and changed.json()["name"] == "改名" and changed.json()["year"] == 2021
    assert send(cast, "co", "put", here, {**ROUND, "year": 2022}).json()["year"] == 2022
    assert cast.api("co").delete(here).status_code == 204
    assert cast.api("co").get(here).status_code == 404
    actions = AuditRecord.objects.filter(object_id=made.json()["id"]).values_list("action", flat=True)
    assert sorted(actions) == ["round.create", "round.delete", "round.update", "round.update"]


@pytest.mark.parametrize(
    "change, field",
    [
        ({"ends_on": "2021-02-01"}, "ends_on"),
        ({"code": "2019-01"}, "code"),
        ({"code": ""}, "code"),
        ({"name": None}, "name"),
        ({"year": "x"}, "year"),
        ({"starts_on": "2021-02-30"}, "starts_on"),
        ({"state": "started"}, "state"),
        ({"closed_on": "2021-07-01"}, "closed_on"),
        ({"created_by": "x"}, "created_by"),
        ({"id": "x"}, "id"),
        ({"imported": True}, "imported"),
        ({"is_superuser": True}, "is_superuser"),
    ],
)
def test_a_wrong_round_is_refused_by_field(cast, change, field):
    answer = send(cast, "co", "post", url("rounds"), {**ROUND, **change})
    assert answer.status_code == 400 and list(answer.json()["fields"]) == [field]
    assert InspectionRound.objects.count() == 2
    draft = url("rounds", cast.round_draft.pk)
    assert send(cast, "co", "patch", draft, {**change}).status_code == 400 or field == "ends_on"


@pytest.mark.parametrize("method", ["patch", "put", "delete"])
def test_a_started_round_is_not_changed_this_way(cast, method):
    answer = send(cast, "co", method, url("rounds", cast.round.pk), {**ROUND})
    assert answer.status_code == 409 and answer.json()["code"] == "wrong_state"
    cast.round.refresh_from_db()
    assert cast.round.year == 2019


def test_a_round_on_which_something_stands_is_not_deleted(cast):
    InspectionRound.objects.filter(pk=cast.round.pk).update(state="preparing")
    assert cast.api("co").delete(url("rounds", cast.round.pk)).status_code == 409
    assert InspectionRound.objects.filter(pk=cast.round.pk).exists()


@pytest.mark.parametrize("name, status", [("lg", 403), ("xo", 403), ("bo", 403), ("sys", 403), ("", 401)])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_only_the_city_office_writes_rounds(cast, name, status, method):
    address = url("rounds") if method == "post" else url("rounds", cast.round_draft.pk)
    assert send(cast, name, method, address, ROUND).status_code == status
    assert InspectionRound.objects.count() == 2


PERSON = {"number": "XC9999", "name": "王示例", "organization": "530101-XCB", "roles": ["member"]}


def test_a_county_office_keeps_its_own_people(cast):
    made = send(cast, "xo", "post", url("inspectors"), {**PERSON, "gender": "女", "specialities": "财务"})
    assert made.status_code == 201
    row = made.json()
    assert row["roles"] == ["member"] and row["gender"] == "female" and row["gender_label"] == "女"
    changed = send(cast, "xo", "patch", url("inspectors", row["id"]), {"roles": ["副组长"], "name": "李示例"})
    assert changed.json()["roles_label"] == ["副组长"]
    for job in OutboxJob.objects.filter(kind="inspections.pinyin"):
        assert run_job(str(job.pk))
    assert Inspector.objects.get(pk=row["id"]).pinyin == "lishili lsl"
    assert rows_of(cast.api("xo"), "inspectors", search="lsl")[0]["id"] == row["id"]


def test_people_of_another_county_are_out_of_reach(cast):
    foreign = cast.inspectors["itl"]  # of county 乙
    here = url("inspectors", foreign.pk)
    assert send(cast, "xo", "patch", here, {"name": "改"}).status_code == 404
    own = cast.inspectors["itl_other"]
    moved = send(cast, "xo", "patch", url("inspectors", own.pk), {"organization": "530102-XCB"})
    assert moved.status_code == 400
    own.refresh_from_db()
    assert own.organization == cast.organizations["530101-XCB"]


def test_a_service_refuses_a_move_out_of_scope_by_itself(cast):
    from config.lib.refusals import NotAllowed
    from inspections.services import inspectors

    own = cast.inspectors["itl_other"]
    with pytest.raises(NotAllowed):
        inspectors.update(own, actor=cast.user("xo"), organization=cast.organizations["530102-XCB"])
    own.refresh_from_db()
    assert own.organization == cast.organizations["530101-XCB"]
    with pytest.raises(TypeError):
        inspectors.update(own, actor=cast.user("xo"), person=None)


@pytest.mark.parametrize(
    "change, field",
    [
        ({"number": "XC0000x"}, None),
        ({"roles": []}, "roles"),
        ({"roles": ["leader", "deputy"]}, "roles"),
        ({"roles": ["nonsense"]}, "roles"),
        ({"roles": "member"}, "roles"),
        ({"name": ""}, "name"),
        ({"gender": "x"}, "gender"),
        ({"person": "x"}, "person"),
        ({"pinyin": "x"}, "pinyin"),
        ({"qualification": "leader"}, "qualification"),
        ({"clue_cleared": True}, "clue_cleared"),
    ],
)
def test_a_wrong_person_is_refused_by_field(cast, change, field):
    answer = send(cast, "xo", "post", url("inspectors"), {**PERSON, **change})
    assert answer.status_code == (400 if field else 201)
    assert field is None or list(answer.json()["fields"]) == [field]


def test_a_number_in_use_elsewhere_is_refused_without_saying_where(cast):
    taken = cast.inspectors["itl"].number
    answer = send(cast, "xo", "post", url("inspectors"), {**PERSON, "number": taken})
    assert answer.json()["fields"] == {"number": ["该工号不能使用。"]}


def test_inspectors_are_not_deleted_here(cast):
    answer = cast.api("co").delete(url("inspectors", cast.inspectors["itl"].pk))
    assert answer.status_code in (403, 405)
    assert Inspector.objects.filter(pk=cast.inspectors["itl"].pk).exists()


def test_baselines(cast):
    made = send(cast, "co", "post", url("baselines"), {"year": 2018, "organizations": 10, "clues": 5})
    assert made.status_code == 201
    here = url("baselines", made.json()["id"])
    assert send(cast, "co", "patch", here, {"clues": 6}).json()["clues"] == 6
    for wrong in ({"organizations": 0}, {"year": 2019}, {"clues": -1}, {"imported": True}):
        assert send(cast, "co", "patch", here, wrong).status_code == 400, wrong
    assert send(cast, "xo", "patch", here, {"clues": 7}).status_code == 403
    assert Baseline.objects.get(year=2018).clues == 6


@pytest.mark.parametrize("body", ["{", "[1]", '"x"', "null", "1"])
def test_what_is_no_object_is_refused(cast, body):
    answer = cast.api("co").post(url("rounds"), body, content_type="application/json")
    assert answer.status_code == 400 and answer.json()["fields"]


def test_only_json_is_taken(cast):
    answer = cast.api("co").post(url("rounds"), "a=1", content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 415


def test_a_session_needs_the_csrf_token(cast):
    from rest_framework.test import APIClient

    client = APIClient(enforce_csrf_checks=True)
    client.cookies = cast.api("co").cookies
    assert client.get(url("rounds")).status_code == 200
    assert client.post(url("rounds"), ROUND, format="json").status_code == 403
    assert InspectionRound.objects.count() == 2


@pytest.mark.parametrize(
    "resource", ["findings", "clues", "organizations", "teams", "assignments", "rectification-tasks"]
)
def test_what_is_only_read_takes_no_writing(cast, resource):
    for method in ("post", "put", "patch", "delete"):
        answer = send(cast, "co", method, url(resource), {"state": "void"})
        assert answer.status_code in (403, 405), method
