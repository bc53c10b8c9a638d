"""A page costs at most twelve queries, and the same number whether sixty rows stand behind it or two (both databases).

Every page and REST view that answers GET is asked, by the accounts that see most of each kind; one without a row here
fails.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import audit
from accounts.models import ApiToken, Notification, OutboxJob, SavedView
from clues.models import Clue, Recovery, Sanction
from config.lib import hooks
from exchange.choices import BatchState
from exchange.models import ExportArtifact, ImportBatch, OpenQuestion
from inspections.models import MenuOrder
from rectification.models import AssignedMatter, GovernanceRecommendation, RectificationTask
from reports.choices import Ledger
from reports.models import Baseline, MonthlyReturn
from tests.access.test_every_url import ADDRESSES, EDITS, FILES, POST_ONLY
from tests.factories import (
    AssignmentFactory,
    CategoryFactory,
    ClueFactory,
    DeploymentCountyFactory,
    DeploymentFactory,
    FindingFactory,
    InspectorFactory,
    MatterFactory,
    OrganizationFactory,
    RecommendationFactory,
    RecoveryFactory,
    RoundFactory,
    SanctionFactory,
    TaskFactory,
    TeamFactory,
    TeamMemberFactory,
)

LIMIT = 12
# Pages that show many tables at once, one statement each; none of them may grow with its rows either.
CEILINGS = {
    "search": 23,  # the first hits of eleven lists
    "board": 22,  # six figures, six charts, two comparisons
    "board of a county": 21,
    "organization": 14,  # its place in the tree and five lists
}
NOT_WORK = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
READERS = ("co", "lg", "itl", "xo", "xd", "bo", "sys", "aud")


def grow(cast, numbers):
    """More of everything, hung on the very rows whose pages are asked."""
    for n in numbers:
        organization = OrganizationFactory(
            code=f"530101-D1-{n}", parent=cast.organizations["530101-D1"], kind="department"
        )
        OrganizationFactory(code=f"530101-Z{n}", parent=cast.county, kind="township")
        RoundFactory(code=f"2018-{n:02d}", year=2018)
        deployment = DeploymentFactory(code=f"DY-{n}", round=cast.round, form="linked")
        DeploymentCountyFactory(deployment=deployment, county=organization)
        MenuOrder.objects.create(deployment=deployment, county=cast.county)
        TeamFactory(code=f"TX-{n}", deployment=cast.deployment)
        inspector = InspectorFactory(
            number=f"XC-{n}", organization=cast.organizations["530101-XCB"], qualification="member"
        )
        inspector.past_service.create(organization=organization)
        inspector.relatives_service.create(organization=organization)
        TeamMemberFactory(team=cast.teams["T1"], inspector=inspector)
        AssignmentFactory(code=f"RX-{n}", team=cast.teams["T1"], organization=organization)
        finding = FindingFactory(
            code=f"WT-2019-7{n:04d}",
            assignment=cast.assignment,
            category=CategoryFactory(round=cast.round),
            state="fed_back",
        )
        TaskFactory(code=f"ZG-2019-7{n:04d}", finding=cast.findings["fed_back"])
        TaskFactory(code=f"ZG-2019-8{n:04d}", finding=finding)
        for kind, source in enumerate((finding, cast.findings["village"], cast.findings["fed_back"])):
            clue = ClueFactory(
                code=f"XS-2018-{kind}{n:03d}",
                finding=source,
                handler=cast.organizations["530101-JW"],
                state="closed",
            )
            SanctionFactory(clue=clue)
            RecoveryFactory(clue=clue)
        SanctionFactory(clue=cast.clues["closed"], position=100 + n)
        RecoveryFactory(clue=cast.clues["closed"], position=100 + n)
        place = {"round": cast.round, "addressee": cast.county, "finding": cast.findings["fed_back"]}
        RecommendationFactory(code=f"JY-2019-7{n:02d}", **place)
        MatterFactory(code=f"JB-2019-7{n:02d}", handler=cast.organizations["530101-JW"], **place)
        Baseline.objects.create(year=1900 + n, organizations=1, clues=1)
        MonthlyReturn.objects.create(
            county=cast.county, month=f"19{10 + n}-05-01", ledger=Ledger.MATTERS, due_on="2019-06-05"
        )
        OpenQuestion.objects.create(sheet="线索", cell="A1", code=str(n), text="x")
        OutboxJob.objects.create(
            kind="exchange.export",
            key=f"k{n}",
            state="dead",
            due_at=timezone.now(),
            requested_by=cast.users["co"],
        )
        for name in READERS:
            user = cast.users[name]
            Notification.objects.create(
                recipient=user.person, kind="job_done", event_key=f"{n}", subject=str(n)
            )
            SavedView.objects.create(
                owner=user.person, page="inspections:findings", name=f"v{n}", query="x=1"
            )
            ApiToken.objects.create(
                user=user, name=str(n), digest=f"{name}-{n}", expires_at="2099-01-01T00:00Z"
            )
            ExportArtifact.objects.create(created_by=user, action="finding.export", title=str(n))
            ImportBatch.objects.create(created_by=user, size=1, sha256=f"{name}-{n}", state=BatchState.WRONG)
            audit.record(user, "session.begin")
    hooks.announce("assignments.changed", assignment_ids=None)


@pytest.fixture(scope="module")
def city(stage):
    grow(stage, [0, 1])
    return stage


def row_of(cast, model, name):
    """The row whose page is asked: that on which `grow` hangs, or the account's own."""
    chosen = {
        "Organization": cast.organizations["530101-D1"],
        "InspectionRound": cast.round,
        "Deployment": cast.deployment,
        "Team": cast.teams["T1"],
        "Inspector": cast.inspectors["itl" if name == "itl" else "itl_other"],
        "Assignment": cast.assignment,
        "Finding": cast.findings["fed_back"],
        "Clue": cast.clues["closed"],
        "Sanction": Sanction.objects.filter(clue=cast.clues["closed"]).first(),
        "Recovery": Recovery.objects.filter(clue=cast.clues["closed"]).first(),
        "RectificationTask": RectificationTask.objects.filter(finding=cast.findings["fed_back"]).first(),
        "GovernanceRecommendation": GovernanceRecommendation.objects.order_by("code").first(),
        "AssignedMatter": AssignedMatter.objects.filter(code="JB-2019-700").first(),
        "Baseline": cast.baseline,
        "ImportBatch": ImportBatch.objects.filter(created_by=cast.users[name]).first(),
        "ExportArtifact": ExportArtifact.objects.filter(created_by=cast.users[name]).first(),
        "ApiToken": ApiToken.objects.filter(user=cast.users[name]).first(),
        "SavedView": SavedView.objects.filter(owner=cast.users[name].person).first(),
        "OutboxJob": OutboxJob.objects.first(),
    }
    return chosen[model.__name__]


def urls(cast, name):
    """(address, url) of everything that is read."""
    queries = {"search": "?q=530101", "organization_options": "?search=530101"}
    for address, url_name, _view, model in ADDRESSES:
        if url_name in (*POST_ONLY, "api-schema") or "{key}" in address:
            continue
        if model is None:
            yield url_name, address + queries.get(url_name, "")
            if address == "/accounts/organizations/":
                yield "organizations under", f"{address}?under={cast.county.pk}"
            if address == "/reports/board/":
                yield "board of a county", f"{address}?county=530101"
        else:
            yield url_name, address.replace("{id}", str(row_of(cast, model, name).pk))


def asked(cast, name):
    """Address -> its statements, of everything that is open to this account."""
    client, found = cast.client(name), {}
    for url_name, url in urls(cast, name):
        with CaptureQueriesContext(connection) as caught:
            status = client.get(url).status_code
        if status == 200:
            found[url_name] = [q["sql"] for q in caught if not q["sql"].startswith(NOT_WORK)]
    return found


def test_pages_cost_the_same_for_two_rows_and_for_sixty(db, city):
    few = {name: asked(city, name) for name in READERS}
    before = Clue.objects.count()
    grow(city, range(2, 60))
    assert Clue.objects.count() > before + 100, "the premise"
    many = {name: asked(city, name) for name in READERS}
    wrong = []
    for name, pages in many.items():
        assert set(pages) == set(few[name])
        for url_name, statements in pages.items():
            old, new = len(few[name][url_name]), len(statements)
            if old != new:
                wrong.append(f"{name} {url_name}: {old} -> {new}")
            elif new > CEILINGS.get(url_name, LIMIT):
                wrong.append(f"{name} {url_name}: {new}\n    " + "\n    ".join(s[:200] for s in statements))
    assert not wrong, "\n".join(wrong)
    too_high = [
        page for page, most in CEILINGS.items() if max(len(m.get(page, ())) for m in many.values()) < most
    ]
    assert not too_high, f"lower the ceilings of {too_high}"
    read = set().union(*many.values())
    unread = {one[1] for one in ADDRESSES} - POST_ONLY - read - set(FILES)
    # The schema shows no row, and takes a second to draw.
    assert unread <= {"api-step-up", "api-schema", "round_update"}, unread
    assert set(EDITS) - {"round_update"} <= read
    assert set(CEILINGS) <= read
