"""Which rows each account sees, written by hand from access.md, and the same in list, API, totals and export."""

import pytest
import python_calamine
from django.urls import reverse

from accounts.models import Organization
from clues.models import Clue
from config.lib.listing import declared_pages, page_of
from config.lib.scoping import declared_models
from exchange.services.list_exports import write_list
from inspections.models import Assignment, Finding, InspectionRound, Team
from rectification.models import AssignedMatter, GovernanceRecommendation, RectificationTask
from tests.cast import ADMINISTRATORS, POSTS, SEATS

EVERYBODY = [*POSTS, *SEATS]
BUSINESS = ("inspections", "clues", "rectification")
NO_CLUES = ("co_uncleared", "xd_uncleared", "xo", "xo_other", "xl", "od", "bo", "bo_village", "bo_other")
# A draft, one awaiting approval and a void one were never formally sent.
NEVER_SENT = ("draft", "approving", "void")


def codes(model, user):
    return set(model.objects.visible_to(user).values_list("code", flat=True))


def of(cast, *names):
    return {cast.findings[name].code for name in names}


def all_findings(cast):
    return {finding.code for finding in cast.findings.values()}


def test_findings(cast):
    """City: all. Team: its own. County office: what its targets were told. Organisation: what it was told."""
    county = all_findings(cast) - of(cast, "other")
    told = of(cast, "fed_back")
    expected = {
        "co": all_findings(cast),
        "itl": county,
        "itl_other": of(cast, "other"),
        "bo": told,
        "bo_other": of(cast, "other") if cast.findings["other"].state == "fed_back" else set(),
        "bo_village": of(cast, "village") if cast.findings["village"].state == "fed_back" else set(),
        "sys": set(),
        "sec": set(),
        "aud": set(),
    }
    assert {name: codes(Finding, cast.user(name)) for name in expected} == expected


def test_a_county_sees_nothing_of_another(cast):
    for model, field in (
        (Finding, "county"),
        (Assignment, "county"),
        (RectificationTask, "county"),
        (GovernanceRecommendation, "addressee"),
        (AssignedMatter, "addressee"),
    ):
        for name, other in (("xo", cast.county_other), ("xo_other", cast.county), ("od", cast.county_other)):
            seen = model.objects.visible_to(cast.user(name))
            assert not seen.filter(**{field: other}).exists(), (model.__name__, name)
    assert Assignment.objects.visible_to(cast.user("xo")).exists(), "the premise: its own it sees"


def test_clues(cast):
    """A commission: those formally sent to it. A team: its own. Nobody uncleared; no county office, no organisation."""
    clues = Clue.objects.all()
    sent = set(
        clues.filter(handler__code="530101-JW").exclude(state__in=NEVER_SENT).values_list("code", flat=True)
    )
    ours = set(clues.filter(assignment__team=cast.teams["T1"]).values_list("code", flat=True))
    expected = {
        "co": set(clues.values_list("code", flat=True)),
        "cd": {cast.clues["city"].code},
        "xd": sent,
        "xd_other": {cast.clues["other"].code},
        "itl": ours,
        "itd": ours,
        "itl_other": {cast.clues["other"].code},
        **{name: set() for name in (*NO_CLUES, *ADMINISTRATORS)},
    }
    seen = {name: codes(Clue, cast.user(name)) for name in expected}
    assert {name: rows for name, rows in seen.items() if name not in ("cd",)} == {
        name: rows for name, rows in expected.items() if name not in ("cd",)
    }
    assert expected["cd"] <= seen["cd"] and cast.clues["other"].code not in seen["cd"]


def test_tasks_and_matters(cast):
    every = {task.code for task in cast.tasks.values()}
    assert codes(RectificationTask, cast.user("co")) == every
    assert codes(RectificationTask, cast.user("bo")) == every - {cast.tasks["other"].code}
    assert codes(RectificationTask, cast.user("bo_other")) == {cast.tasks["other"].code}
    assert codes(RectificationTask, cast.user("bo_village")) == set()
    assert codes(GovernanceRecommendation, cast.user("xo")) == {cast.recommendation.code}
    assert codes(GovernanceRecommendation, cast.user("xo_other")) == {cast.recommendation_other.code}
    assert cast.matter_secret.code not in codes(AssignedMatter, cast.user("bo"))
    assert cast.matter_other.code not in codes(AssignedMatter, cast.user("xo"))


def test_rounds_in_preparation_are_the_offices_own(cast):
    for name in EVERYBODY:
        seen = codes(InspectionRound, cast.user(name))
        if name in ADMINISTRATORS:
            assert seen == set(), name
        elif name.startswith("bo"):
            assert seen <= {cast.round.code}, name
    assert cast.round_draft.code in codes(InspectionRound, cast.user("co"))


@pytest.mark.parametrize("name", ADMINISTRATORS)
def test_administrators_see_no_business_row(cast, name):
    business = [m for m in declared_models() if m._meta.app_label in BUSINESS and hasattr(m, "view_action")]
    assert len(business) >= 10, "the premise"
    user = cast.user(name)
    assert [m.__name__ for m in business if m.objects.visible_to(user).exists()] == []


def test_organisations_see_their_own_subtree(cast):
    assert codes(Organization, cast.user("bo")) >= {"530101-D1"}
    assert not codes(Organization, cast.user("bo")) & {"530102", "530102-D1", "530101-V1"}
    assert not codes(Organization, cast.user("xo")) & {"530102-D1", "530102-XCB"}


def test_teams_of_others_are_unknown_to_a_member(cast):
    assert codes(Team, cast.user("itm")) == {"T1"}
    assert codes(Team, cast.user("itm_other")) == {"T2"}
    assert codes(Team, cast.user("bo")) == set()


@pytest.mark.parametrize("name", [n for n in EVERYBODY if n not in ADMINISTRATORS])
def test_list_totals_api_and_export_agree_with_the_scope(cast, name, tmp_path):
    user, client = cast.user(name), cast.client(name)
    compared = 0
    for page in declared_pages():
        if page.key.startswith("accounts:") or not user.access.can(page.action):
            continue
        rows = page.scoped(user)
        expected = {str(pk) for pk in rows.values_list("pk", flat=True)}
        answer = client.get(reverse(page.key), {"round": ""})
        assert {row["id"] for row in answer.context["table"]["rows"]} == expected, (name, page.key)
        total = answer.context["totals"][0]
        assert int(total.value) == len(expected), (name, page.key)
        if page.export_action and user.access.can(page.export_action):
            file = tmp_path / "list.xlsx"
            assert write_list(page, user, "round=", file) == len(expected)
            lines = python_calamine.CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
            assert len(lines) == len(expected) + 1
            shown = {row["cells"][0]["text"] for row in answer.context["table"]["rows"]}
            assert {str(line[0]).removesuffix(".0") for line in lines[1:]} == shown, (name, page.key)
        compared += 1
    assert compared >= 2, name


API = {
    "inspections:findings": "findings",
    "inspections:assignments": "assignments",
    "rectification:tasks": "rectification-tasks",
    "clues:clues": "clues",
    "inspections:rounds": "rounds",
}


@pytest.mark.parametrize("name", [n for n in EVERYBODY if n not in ADMINISTRATORS])
def test_the_api_lists_the_same_rows(cast, name):
    user, api = cast.user(name), cast.api(name)
    for key, resource in API.items():
        page = page_of(key)
        answer = api.get(f"/api/v1/{resource}/", {"page_size": 200})
        if not user.access.can(page.action):
            assert answer.status_code in (403, 404)
            continue
        ids = {row["id"] for row in answer.json()["results"]}
        assert ids == {str(pk) for pk in page.scoped(user).values_list("pk", flat=True)}, (name, resource)
        assert answer.json()["count"] == len(ids)
