"""Which rows each account sees, written by hand from access.md, and the same in list, API, totals and export."""

import pytest
import python_calamine
from django.urls import reverse
from django.utils import timezone

from accounts import audit
from accounts.models import (
    ApiToken,
    AuditRecord,
    Notification,
    Organization,
    OutboxJob,
    SavedView,
    User,
)
from clues.models import Clue, Recovery, Sanction
from config.lib.listing import declared_pages, page_of
from config.lib.scoping import declared_models
from exchange.models import ExportArtifact, ImportBatch, OpenQuestion
from exchange.services.list_exports import write_list
from inspections.models import (
    Assignment,
    Deployment,
    DeploymentCounty,
    Finding,
    FindingCategory,
    InspectionRound,
    Inspector,
    MenuOrder,
    Team,
    TeamMember,
)
from rectification.models import AssignedMatter, GovernanceRecommendation, RectificationTask
from reports.choices import Ledger
from reports.models import AssignmentFigures, Baseline, CategoryFigures, ClueFigures, MonthlyReturn
from tests.cast import ADMINISTRATORS, POSTS, SEATS
from tests.factories import MatterFactory

EVERYBODY = [*POSTS, *SEATS]
OFFICE = ("co", "co_uncleared")
TEAM = ("itl", "itd", "itm", "itm2")
TEAM_OTHER = ("itl_other", "itm_other")
HERE = ("xo", "xl", "od", "xd", "xd_uncleared")  # county 甲
THERE = ("xo_other", "xd_other")  # county 乙
COMMISSIONS = ("xd", "xd_uncleared", "xd_other")
ORGANISATIONS = ("bo", "bo_village", "bo_other")

STATES = {f"WT-2019-{n:05d}" for n in range(101, 108)}
FED_BACK, VILLAGE, OTHER = "WT-2019-00105", "WT-2019-00201", "WT-2019-00301"
SENT = {f"XS-2019-{n:04d}" for n in (103, 104, 105, 106, 107, 108)}
CLUE_DRAFT, CLUE_CLOSED = "XS-2019-0101", "XS-2019-0108"
CLUES_HERE = {f"XS-2019-{n:04d}" for n in (*range(101, 110), 201)}
TASKS = {f"ZG-2019-{n:05d}" for n in range(101, 106)}
ORGANIZATIONS = {
    f"{code}{suffix}"
    for code, suffixes in (
        ("CITY", ("", "-LDXZ", "-XCB", "-JW", "-ZZB")),
        *(
            (county, ("", "-LDXZ", "-XCB", "-JW", "-ZZB", "-D1", "-T1", "-V1"))
            for county in ("530101", "530102")
        ),
    )
    for suffix in suffixes
}


def of_county(codes, county):
    return {code for code in codes if code.startswith(county)}


def to(names, *rows):
    """Each of these accounts sees these rows."""
    return {name: set(rows) for name in names}


# model -> (what names a row, {account: rows}); who is not named sees none.
EXPECTED = {
    InspectionRound: (
        lambda r: r.code,
        {
            **to((*OFFICE, "lg", "cd"), "2019-01", "2020-01"),
            **to((*TEAM, *TEAM_OTHER, *HERE, *THERE, *ORGANISATIONS), "2019-01"),
        },
    ),
    FindingCategory: (
        lambda r: r.name,
        to((*OFFICE, "lg", "cd", *TEAM, *TEAM_OTHER, *HERE, *THERE, *ORGANISATIONS), "一级", "落实不力"),
    ),
    Deployment: (
        lambda r: r.code,
        to((*OFFICE, "lg", *TEAM, *TEAM_OTHER, "xo", "xl", "xo_other"), "2019-01-B1"),
    ),
    DeploymentCounty: (
        lambda r: r.county.code,
        {
            **to((*OFFICE, "lg", *TEAM, *TEAM_OTHER), "530101", "530102"),
            **to(("xo", "xl"), "530101"),
            **to(("xo_other",), "530102"),
        },
    ),
    MenuOrder: (
        lambda r: r.county.code,
        {
            **to((*OFFICE, "lg"), "530101", "530102"),
            **to(("xo", "xl"), "530101"),
            **to(("xo_other",), "530102"),
        },
    ),
    Team: (
        lambda r: r.code,
        {
            **to((*OFFICE, "lg"), "T1", "T2"),
            **to((*TEAM, "xo", "xl"), "T1"),
            **to((*TEAM_OTHER, "xo_other"), "T2"),
        },
    ),
    TeamMember: (
        lambda r: r.inspector.name,
        {
            **to((*OFFICE, "lg"), *(f"组员{name}" for name in SEATS)),
            **to((*TEAM, "xo", "xl"), *(f"组员{name}" for name in TEAM)),
            **to((*TEAM_OTHER, "xo_other"), *(f"组员{name}" for name in TEAM_OTHER)),
        },
    ),
    Inspector: (
        lambda r: r.name,
        {
            **to((*OFFICE, "lg"), *(f"组员{name}" for name in SEATS)),
            # A leader his team; a county its own people, who inspect the other county.
            **to(("itl", "itd", "xo_other"), *(f"组员{name}" for name in TEAM)),
            **to(("itl_other", "xo", "xl", "od"), *(f"组员{name}" for name in TEAM_OTHER)),
        },
    ),
    Assignment: (
        lambda r: r.code,
        {
            **to((*OFFICE, "lg"), "RW-1", "RW-2", "RW-3"),
            **to((*TEAM, "xo", "xl"), "RW-1", "RW-2"),
            **to((*TEAM_OTHER, "xo_other", "bo_other"), "RW-3"),
            **to(("bo",), "RW-1"),
            **to(("bo_village",), "RW-2"),
        },
    ),
    Finding: (
        lambda r: r.code,
        {
            **to((*OFFICE, "lg"), *STATES, VILLAGE, OTHER),
            **to(TEAM, *STATES, VILLAGE),
            **to(TEAM_OTHER, OTHER),
            **to(("cd",), FED_BACK, VILLAGE, OTHER),
            **to(HERE, FED_BACK, VILLAGE),
            **to((*THERE, "bo_other"), OTHER),
            **to(("bo",), FED_BACK),
            **to(("bo_village",), VILLAGE),
        },
    ),
    Clue: (
        lambda r: r.code,
        {
            **to(("co",), *CLUES_HERE, "XS-2019-0301"),
            **to(("itl", "itd"), *CLUES_HERE),
            **to(("itl_other", "xd_other"), "XS-2019-0301"),
            **to(("itm",), CLUE_DRAFT),
            **to(("xd",), *SENT),
            **to(("cd",), "XS-2019-0201"),
        },
    ),
    Sanction: (lambda r: r.clue.code, to(("co", "itl", "itd", "xd"), CLUE_CLOSED)),
    Recovery: (lambda r: r.clue.code, to(("co", "itl", "itd", "xd"), CLUE_CLOSED)),
    RectificationTask: (
        lambda r: r.code,
        {
            **to((*OFFICE, "lg", "cd"), *TASKS, "ZG-2019-00301"),
            **to((*TEAM, *HERE, "bo"), *TASKS),
            **to((*TEAM_OTHER, *THERE, "bo_other"), "ZG-2019-00301"),
        },
    ),
    GovernanceRecommendation: (
        lambda r: r.code,
        {
            **to((*OFFICE, "lg", "cd"), "JY-2019-001", "JY-2019-002"),
            **to((*TEAM, "xo", "xl", "xd", "xd_uncleared"), "JY-2019-001"),
            **to(THERE, "JY-2019-002"),
        },
    ),
    AssignedMatter: (
        lambda r: r.code,
        {
            **to((*OFFICE, "lg"), "JB-2019-001", "JB-2019-002", "JB-2019-004"),
            **to(("xo", "xl"), "JB-2019-001", "JB-2019-004"),
            **to(("xo_other",), "JB-2019-002"),
            # Sent to the commission: a general one, and one about a clue, which only who is cleared may know of.
            **to(("xd",), "JB-2019-004", "JB-2019-005"),
            **to(("xd_uncleared",), "JB-2019-004"),
        },
    ),
    AssignmentFigures: (
        lambda r: r.assignment.code,
        {
            **to((*OFFICE, "lg", "cd"), "RW-1", "RW-2", "RW-3"),
            **to(HERE, "RW-1", "RW-2"),
            **to(THERE, "RW-3"),
        },
    ),
    CategoryFigures: (
        lambda r: r.assignment.code,
        {
            **to((*OFFICE, "lg", "cd"), "RW-1", "RW-2", "RW-3"),
            **to(HERE, "RW-1", "RW-2"),
            **to(THERE, "RW-3"),
        },
    ),
    ClueFigures: (
        lambda r: f"{r.assignment.code} {r.handler.code}",
        {
            **to((*OFFICE, "lg", "cd"), "RW-2 530101-JW", "RW-2 CITY-JW", "RW-3 530102-JW"),
            **to(("xo", "xl"), "RW-2 530101-JW", "RW-2 CITY-JW"),
            **to(("xo_other", "xd_other"), "RW-3 530102-JW"),
            **to(("xd", "xd_uncleared"), "RW-2 530101-JW"),
        },
    ),
    Baseline: (lambda r: r.year, to((*OFFICE, "lg", "cd"), 2019)),
    MonthlyReturn: (
        lambda r: r.county.code,
        {
            **to((*OFFICE, "lg"), "530101", "530102"),
            **to(("xo", "xl", "xd", "xd_uncleared"), "530101"),
            **to(THERE, "530102"),
        },
    ),
    Organization: (
        lambda r: r.code,
        {
            **to((*OFFICE, "lg", "cd", *TEAM, *TEAM_OTHER, *ADMINISTRATORS), *ORGANIZATIONS),
            **to(HERE, *of_county(ORGANIZATIONS, "530101")),
            **to(THERE, *of_county(ORGANIZATIONS, "530102")),
            **to(("bo",), "530101-D1"),
            **to(("bo_village",), "530101-V1"),
            **to(("bo_other",), "530102-D1"),
        },
    ),
    User: (lambda r: r.username, to(ADMINISTRATORS, *EVERYBODY)),
    Notification: (lambda r: r.subject, {name: {name} for name in EVERYBODY}),
    SavedView: (
        lambda r: r.name,
        # One's own, and what somebody of the same organisation shares.
        {name: {name} for name in EVERYBODY} | {name: {name, "co"} for name in (*OFFICE, *ADMINISTRATORS)},
    ),
    ApiToken: (lambda r: r.name, {name: {name} for name in EVERYBODY if name not in ADMINISTRATORS}),
    ExportArtifact: (
        lambda r: r.title,
        {name: {name} for name in EVERYBODY if name not in ADMINISTRATORS},
    ),
    ImportBatch: (
        lambda r: r.sha256,
        {name: {name} for name in (*OFFICE, "itl", "itd", "itl_other", "xo", "xo_other", *ORGANISATIONS)},
    ),
    OpenQuestion: (lambda r: r.code, to(OFFICE, "XS-1")),
    AuditRecord: (
        lambda r: r.details["what"],
        {**to(("aud",), "by co", "by sys", "by aud"), **to(("sec",), "by aud")},
    ),
    OutboxJob: (lambda r: r.key, to(("sys", "sec"), "job")),
}


@pytest.fixture(scope="module")
def city(stage):
    """With a row of everything that is scoped."""
    commission = stage.organizations["530101-JW"]
    place = {"round": stage.round, "addressee": stage.county, "handler": commission}
    MatterFactory(code="JB-2019-004", **place)
    MatterFactory(code="JB-2019-005", kind="clue", **place)
    for county in (stage.county, stage.county_other):
        MenuOrder.objects.create(deployment=stage.deployment, county=county)
        MonthlyReturn.objects.create(
            county=county, month="2019-05-01", ledger=Ledger.MATTERS, due_on="2019-06-05"
        )
    for name, user in stage.users.items():
        shared = stage.organizations["CITY-XCB"] if name == "co" else None
        Notification.objects.create(recipient=user.person, kind="job_done", event_key=name, subject=name)
        SavedView.objects.create(owner=user.person, page="x", name=name, query="", shared_with=shared)
        ApiToken.objects.create(user=user, name=name, digest=name, expires_at="2099-01-01T00:00Z")
        ExportArtifact.objects.create(created_by=user, action="workbook.export", title=name)
        ImportBatch.objects.create(created_by=user, size=1, sha256=name)
    OpenQuestion.objects.create(sheet="线索", cell="A1", code="XS-1", text="x")
    for name in ("co", "sys", "aud"):
        audit.record(stage.user(name), "session.begin", what=f"by {name}")
    OutboxJob.objects.create(kind="exchange.export", key="job", due_at=timezone.now())
    return stage


def test_every_scoped_model_is_here():
    assert set(declared_models()) == set(EXPECTED)


@pytest.mark.parametrize("model", list(EXPECTED), ids=lambda model: model.__name__)
def test_who_sees_what(db, city, model):
    name_of, expected = EXPECTED[model]
    assert model._default_manager.exists(), "the premise"
    seen = {name: {name_of(row) for row in model.objects.visible_to(city.user(name))} for name in EVERYBODY}
    assert {name: rows for name, rows in seen.items() if rows} == {
        n: rows for n, rows in expected.items() if rows
    }


@pytest.mark.parametrize("name", ADMINISTRATORS)
def test_administrators_see_no_business_row(db, city, name):
    """Asked of every action of the policy that names these rows, not of reading alone."""
    business = [
        m
        for m in declared_models()
        if m._meta.app_label in ("inspections", "clues", "rectification", "reports")
    ]
    assert len(business) >= 15, "the premise"
    user = city.user(name)
    assert [m.__name__ for m in business if m.objects.visible_to(user).exists()] == []
    for action in (
        "clue.list",
        "clue.search",
        "finding.update",
        "task.submit",
        "dashboard.team",
        "dashboard.org",
    ):
        assert not [m.__name__ for m in business if m.objects.visible_to(user, action).exists()], action


@pytest.mark.parametrize("name", [n for n in EVERYBODY if n not in ADMINISTRATORS])
def test_list_totals_api_and_export_agree_with_the_scope(db, city, name, tmp_path):
    user, client = city.user(name), city.client(name)
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
def test_the_api_lists_the_same_rows(db, city, name):
    user, api = city.user(name), city.api(name)
    for key, resource in API.items():
        page = page_of(key)
        answer = api.get(f"/api/v1/{resource}/", {"page_size": 200})
        if not user.access.can(page.action):
            assert answer.status_code in (403, 404)
            continue
        ids = {row["id"] for row in answer.json()["results"]}
        assert ids == {str(pk) for pk in page.scoped(user).values_list("pk", flat=True)}, (name, resource)
        assert answer.json()["count"] == len(ids)
