"""Form pages: made, changed, refused with what was typed kept, two people at once."""

import pytest
from django.urls import reverse

from accounts.models import AuditRecord
from inspections.models import InspectionRound, Inspector
from reports.models import Baseline

ROUND = {
    "code": "2021-01",
    "name": "2021年第一轮",
    "year": "2021",
    "starts_on": "2021-03-01",
    "ends_on": "2021-06-30",
}


def test_a_round_is_made_changed_and_deleted(cast):
    client = cast.client("co")
    answer = client.post(reverse("inspections:round_create"), ROUND)
    made = InspectionRound.objects.get(code="2021-01")
    page = reverse("inspections:round", args=[made.pk])
    assert answer.status_code == 302 and answer.url == page
    assert made.created_by == cast.users["co"].person
    assert AuditRecord.objects.filter(action="round.create", object_id=str(made.pk)).count() == 1
    change = reverse("inspections:round_update", args=[made.pk])
    assert change in client.get(page).content.decode()
    assert client.post(change, {**ROUND, "name": "新名称"}).status_code == 302
    assert client.get(page).context["heading"] == "新名称"
    assert client.post(reverse("inspections:round_delete", args=[made.pk])).status_code == 302
    assert not InspectionRound.objects.filter(pk=made.pk).exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"code": "2019-01"}, "code"),
        ({"code": ""}, "code"),
        ({"ends_on": "2021-01-01"}, "ends_on"),
        ({"starts_on": "昨天"}, "starts_on"),
        ({"year": "21"}, "year"),
        ({"name": "长" * 201}, "name"),
    ],
)
def test_a_refused_round_keeps_what_was_typed(cast, wrong, field):
    typed = {**ROUND, "name": "我写的名称", **wrong}
    answer = cast.client("co").post(reverse("inspections:round_create"), typed)
    assert answer.status_code == 400
    assert list(answer.context["form"].errors) == [field]
    page = answer.content.decode()
    assert typed["name"] in page and "没有保存" in page
    assert not InspectionRound.objects.filter(year=2021).exists()


def test_a_change_made_meanwhile_is_shown_beside_ones_own_and_not_overwritten(cast):
    client, found = cast.client("co"), cast.round_draft
    address = reverse("inspections:round_update", args=[found.pk])
    form = client.get(address).context["form"]
    shown = {bound.html_initial_name: bound.value() for bound in form}
    shown = {
        name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in shown.items()
    }
    InspectionRound.objects.filter(pk=found.pk).update(name="别人改的名称")
    mine = {**ROUND, "code": found.code, "year": found.year, "name": "我改的名称"}
    answer = client.post(address, {**mine, **shown})
    assert answer.status_code == 409
    assert [(row["before"], row["after"]) for row in answer.context["conflict"]] == [
        ("别人改的名称", "我改的名称")
    ]
    assert "我改的名称" in answer.content.decode()
    assert InspectionRound.objects.get(pk=found.pk).name == "别人改的名称"
    again = {
        b.html_initial_name: answer.context["form"].data[b.html_initial_name] for b in answer.context["form"]
    }
    assert client.post(address, {**mine, **again}).status_code == 302
    assert InspectionRound.objects.get(pk=found.pk).name == "我改的名称"


def test_a_started_round_is_not_changed(cast):
    client = cast.client("co")
    assert "update_url" not in client.get(reverse("inspections:round", args=[cast.round.pk])).content.decode()
    for method in (client.get, client.post):
        answer = method(reverse("inspections:round_update", args=[cast.round.pk]), ROUND)
        assert answer.status_code == 409 and "状态" in answer.content.decode()
    client.post(reverse("inspections:round_delete", args=[cast.round.pk]))
    assert InspectionRound.objects.filter(pk=cast.round.pk).exists()


@pytest.mark.parametrize("name", ["lg", "xo", "itl", "itm", "bo", "xd", "sys", "sec", "aud"])
def test_only_the_office_makes_rounds(cast, name):
    client = cast.client(name)
    assert client.post(reverse("inspections:round_create"), ROUND).status_code in (403, 404)
    assert client.post(reverse("inspections:round_delete", args=[cast.round_draft.pk])).status_code in (
        403,
        404,
    )
    assert not InspectionRound.objects.filter(code="2021-01").exists()
    assert InspectionRound.objects.filter(pk=cast.round_draft.pk).exists()


PERSON = {"number": "GH-900", "name": "示例新人", "qualification": "member", "specialities": "财务"}


@pytest.mark.parametrize("unit", ["530101-XCB", "甲县巡察办"])
def test_a_county_office_keeps_its_own_people(cast, unit):
    client = cast.client("xo")
    answer = client.post(reverse("inspections:inspector_create"), {**PERSON, "organization": unit})
    made = Inspector.objects.get(number="GH-900")
    assert answer.url == reverse("inspections:inspector", args=[made.pk])
    assert made.organization == cast.organizations["530101-XCB"]
    change = reverse("inspections:inspector_update", args=[made.pk])
    assert client.post(change, {**PERSON, "organization": "530101-XCB", "post": "科长"}).status_code == 302
    assert Inspector.objects.get(pk=made.pk).post == "科长"


@pytest.mark.parametrize("unit", ["530102-XCB", "没有这个单位", ""])
def test_a_foreign_unit_is_refused_like_a_missing_one(cast, unit):
    answer = cast.client("xo").post(reverse("inspections:inspector_create"), {**PERSON, "organization": unit})
    assert answer.status_code == 400 and list(answer.context["form"].errors) == ["organization"]
    assert "示例新人" in answer.content.decode()
    assert not Inspector.objects.filter(number="GH-900").exists()


def test_a_foreign_person_does_not_exist(cast):
    other = cast.inspectors["itm"]  # of county 乙
    address = reverse("inspections:inspector_update", args=[other.pk])
    assert cast.client("xo").get(address).status_code == 404
    assert cast.client("co").get(address).status_code == 200


def test_the_picker_offers_what_the_reader_may_see(cast):
    address = reverse("accounts:organization_options")
    assert "530101-D1" in cast.client("xo").get(address, {"organization": "示例局"}).content.decode()
    assert "530102-D1" not in cast.client("xo").get(address, {"organization": "示例局"}).content.decode()
    assert "530102-D1" in cast.client("co").get(address, {"organization": "530102-d"}).content.decode()


def test_baselines_are_registered_and_corrected(cast):
    client = cast.client("co")
    values = {"year": "2020", "organizations": "100", "clues": "50"}
    assert client.post(reverse("reports:baseline_create"), values).status_code == 302
    made = Baseline.objects.get(year=2020)
    address = reverse("reports:baseline_update", args=[made.pk])
    assert client.post(address, {**values, "clues": "60"}).status_code == 302
    assert Baseline.objects.get(year=2020).clues == 60
    twice = client.post(reverse("reports:baseline_create"), values)
    assert twice.status_code == 400 and "year" in twice.context["form"].errors
    for name in ("lg", "xo", "bo", "aud"):
        assert cast.client(name).post(address, values).status_code in (403, 404)


def test_views_of_lists_are_kept_shared_and_removed(cast):
    client = cast.client("co")
    lists = reverse("inspections:findings")
    answer = client.get(lists, {"state": "fed_back", "sort": "-amount"})
    query = answer.context["save_view_query"]
    values = {"page": "inspections:findings", "query": query, "name": "已反馈", "shared": "1", "next": lists}
    assert client.post(answer.context["save_view_url"], values).url == lists
    again = client.get(f"{lists}?{query}").context["saved_views"]
    assert [(view["name"], view["active"], view["shared"]) for view in again] == [("已反馈", True, True)]
    colleague = cast.client("co_uncleared").get(lists).context["saved_views"]
    assert [(view["name"], view["delete_url"]) for view in colleague] == [("已反馈", "")]
    assert cast.client("xo").get(lists).context["saved_views"] == []
    assert client.get(reverse("inspections:rounds")).context["saved_views"] == []
    client.post(again[0]["delete_url"], {"next": lists})
    assert client.get(lists).context["saved_views"] == []
