"""Every figure of the overview equals what its reader can count himself, row by row, from what he may see (AC-10).

Recomputed in Python from `Model.objects.visible_to`; only clue figures of readers who may know sums and not rows (G, K)
are recomputed from all rows of their place.
"""

import random
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import count, product

import pytest

from accounts.choices import OrganizationKind as Kind
from clues.choices import ClueState
from clues.models import Clue, Recovery
from config.lib import hooks
from inspections.choices import FindingState, Form
from inspections.models import Assignment, Finding, InspectionRound
from rectification.choices import TaskState
from rectification.models import RectificationTask
from reports.choices import Ledger
from reports.models import AssignmentFigures, Baseline, MonthlyReturn
from reports.scope import DASHBOARDS
from tests.cast import ADMINISTRATORS, POSTS, SEATS
from tests.factories import (
    AssignmentFactory,
    CategoryFactory,
    ClueFactory,
    DeploymentCountyFactory,
    DeploymentFactory,
    FindingFactory,
    OrganizationFactory,
    RecoveryFactory,
    RoundFactory,
    TaskFactory,
    TeamFactory,
)

READERS = [name for name in (*POSTS, *SEATS) if name not in ADMINISTRATORS]
OVERVIEW = "/api/v1/statistics/overview/"
BOARD = "/reports/board/"

PLACES = {
    "rounds",
    "counties",
    "organizations_inspected",
    "villages_inspected",
    "findings",
    "rectification_tasks",
    "rectification_cleared",
    "rectification_rate",
}
RETURNS = {"returns_due", "returns_on_time"}
LEDGER = {"clues_transferred"}
VILLAGE = {"village_clues_transferred", "village_clues_filed", "village_filing_rate"}
CLUES = {
    *LEDGER,
    *VILLAGE,
    "clues_filed",
    "filing_rate",
    "recovered",
    "clues_per_organization",
    "baseline_clues_per_organization",
    "increase_multiple",
}
# Who knows which keys, by hand from access.csv: dashboard.clue_metrics and ledger_matter.view.
KEYS = {
    "co": PLACES | RETURNS | CLUES,
    "co_uncleared": PLACES | RETURNS | CLUES,
    "lg": PLACES | RETURNS | CLUES,
    "cd": PLACES | RETURNS | CLUES,
    "xl": PLACES | RETURNS | CLUES,
    "xd": PLACES | RETURNS | CLUES,
    "xd_other": PLACES | RETURNS | CLUES,
    "xd_uncleared": PLACES | RETURNS | CLUES,
    "xo": PLACES | RETURNS | LEDGER,
    "xo_other": PLACES | RETURNS | LEDGER,
    "od": PLACES,
    **dict.fromkeys(("bo", "bo_village", "bo_other"), PLACES),
    **dict.fromkeys(SEATS, PLACES),
}
AGGREGATES = ("lg", "cd", "xl")
TRANSFERRED = {
    ClueState.TRANSFERRED,
    ClueState.RECEIVED,
    ClueState.SENT_BACK,
    ClueState.IN_HAND,
    ClueState.FILED,
    ClueState.CLOSED,
}

CUTS = [
    {},
    {"round": "2019-01"},
    {"round": "2019-02"},
    {"round": "2020-01"},
    {"county": "530101"},
    {"county": "530102"},
    {"form": "block"},
    {"form": "linked"},
    {"organization_kind": "village"},
    {"organization_kind": "department"},
    {"year": "2019"},
    {"year": "2020"},
    {"county": "530101", "organization_kind": "village"},
    {"round": "2019-02", "county": "530102"},
    {"form": "block", "year": "2019", "county": "530101"},
]


# --- A larger city ----------------------------------------------------------------------------------------
def more(stage, rng, *, assignments, most):
    """Rounds of two years and forms, organisations of three kinds in both counties, clues and tasks at random."""
    teams = [stage.teams["T1"], stage.teams["T2"]]
    for code, year, form in (("2019-02", 2019, Form.LINKED), ("2021-01", 2021, Form.BLOCK)):
        unit = DeploymentFactory(
            code=f"{code}-B1", round=RoundFactory(code=code, name=code, year=year), form=form
        )
        for position, county in enumerate((stage.county, stage.county_other)):
            DeploymentCountyFactory(deployment=unit, county=county, position=position)
        teams.append(TeamFactory(code=f"{code}-T", deployment=unit))
    numbers = count(1)
    categories = {}
    for number in range(assignments):
        county, team = rng.choice((stage.county, stage.county_other)), rng.choice(teams)
        organization = OrganizationFactory(
            code=f"{county.code}-X{number}",
            kind=rng.choice((Kind.DEPARTMENT, Kind.TOWNSHIP, Kind.VILLAGE)),
            parent=county,
        )
        assignment = AssignmentFactory(
            code=f"RX-{number}",
            team=team,
            organization=organization,
            entered_on=rng.choice((date(2019, 3, 15), None)),
            left_on=None,
            feedback_on=None,
        )
        category = categories.setdefault(team.round_id, CategoryFactory(round=team.round))
        for _ in range(rng.randint(0, most)):
            n = next(numbers)
            finding = FindingFactory(
                code=f"WT-2019-5{n:04d}",
                assignment=assignment,
                category=category,
                state=rng.choice(list(FindingState)),
            )
            if rng.random() < 0.7:
                clue = ClueFactory(
                    code=f"XS-2019-5{n:03d}",
                    finding=finding,
                    handler=stage.organizations[rng.choice((f"{county.code}-JW", "CITY-JW"))],
                    state=rng.choice(list(ClueState)),
                )
                if clue.state == ClueState.CLOSED:
                    RecoveryFactory(clue=clue, amount=Decimal(rng.randint(1, 9999)) / 100)
            if finding.state == FindingState.FED_BACK:
                TaskFactory(code=f"ZG-2019-5{n:04d}", finding=finding, state=rng.choice(list(TaskState)))
    hooks.announce("assignments.changed", assignment_ids=None)


def returns(stage):
    """Returns in time, late, never, and one that is not due yet."""
    for county, (month, due, sent) in product(
        (stage.county, stage.county_other),
        (
            (date(2019, 5, 1), date(2019, 6, 5), date(2019, 6, 5)),
            (date(2019, 6, 1), date(2019, 7, 5), date(2019, 7, 6)),
            (date(2020, 6, 1), date(2020, 7, 5), None),
            (date(2098, 12, 1), date(2099, 1, 5), date(2019, 7, 6)),
        ),
    ):
        MonthlyReturn.objects.create(
            county=county, month=month, ledger=Ledger.MATTERS, due_on=due, submitted_on=sent
        )


@pytest.fixture(scope="module")
def city(stage):
    more(stage, random.Random(7), assignments=40, most=5)
    returns(stage)
    Baseline.objects.create(year=2021, organizations=97, clues=53)
    return stage


# --- Counting by hand -------------------------------------------------------------------------------------
def chosen(assignment, cut):
    return (
        cut.get("round", assignment.round.code) == assignment.round.code
        and cut.get("county", assignment.county.code) == assignment.county.code
        and cut.get("form", assignment.form) == assignment.form
        and cut.get("organization_kind", assignment.organization.kind) == assignment.organization.kind
        and int(cut.get("year", assignment.round.year)) == assignment.round.year
    )


def ratio(part, whole, minus=0):
    if not whole:
        return None
    value = Fraction(part) / Fraction(whole) - minus
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return float(exact.quantize(Decimal("0.0001"), rounding=ROUND_HALF_UP))


class Rows:
    """What one account sees, loaded once."""

    def __init__(self, stage, name):
        user = self.user = stage.user(name)
        opened = set()
        for action in DASHBOARDS:
            opened |= set(
                AssignmentFigures.objects.visible_to(user, action).values_list("assignment", flat=True)
            )
        every = Assignment.objects.select_related("round", "county", "organization")
        self.assignments = [a for a in every if a.pk in opened]
        if user.access.can("assignment.view") and not name.startswith("bo"):
            seen = set(Assignment.objects.visible_to(user).values_list("pk", flat=True))
            assert opened == seen, f"{name}: the boards count other assignments than the list shows"
        by_key = {a.pk: a for a in every}

        def load(rows):
            return [(row, by_key[row.assignment_id]) for row in rows]

        self.findings = load(Finding.objects.visible_to(user))
        self.tasks = load(RectificationTask.objects.visible_to(user))
        self.rounds = list(InspectionRound.objects.visible_to(user))
        self.returns = (
            list(MonthlyReturn.objects.visible_to(user).select_related("county"))
            if user.access.can("ledger_matter.view")
            else []
        )
        self.clues = load(self._clues(name))
        self.money = {}
        for one in Recovery.objects.all():
            self.money[one.clue_id] = self.money.get(one.clue_id, Decimal(0)) + one.amount

    def _clues(self, name):
        """CO: all. A commission: those sent to it. LG, CD: the city's. XL, XO: the county's."""
        sent = Clue.objects.filter(state__in=TRANSFERRED)
        if name in ("co", "xd", "xd_other"):
            return Clue.objects.visible_to(self.user).filter(state__in=TRANSFERRED)
        if name == "xd_uncleared":
            return sent.filter(handler__code="530101-JW")
        if name in ("co_uncleared", "lg", "cd"):
            return sent
        return sent.filter(county__code="530102" if name.endswith("_other") else "530101")

    def figures(self, cut):
        places = [a for a in self.assignments if chosen(a, cut)]
        entered = [a for a in places if a.entered_on]
        tasks = [t for t, a in self.tasks if chosen(a, cut)]
        cleared = sum(t.state == TaskState.CLEARED for t in tasks)
        units = len({a.organization_id for a in entered})
        clues = [(c, a) for c, a in self.clues if chosen(a, cut)]
        filed = [(c, a) for c, a in clues if c.filed_on]
        village = [c for c, a in clues if a.organization.kind == Kind.VILLAGE]
        village_filed = [c for c in village if c.filed_on]
        if {"county", "form", "organization_kind"} & set(cut):
            rounds = len({a.round_id for a in places})
        else:
            rounds = sum(
                cut.get("round", r.code) == r.code and int(cut.get("year", r.year)) == r.year
                for r in self.rounds
            )
        years = {a.round.year for a in places}
        base = [b for b in Baseline.objects.all() if b.year in years]
        base_clues, base_units = sum(b.clues for b in base), sum(b.organizations for b in base)
        due = [
            r
            for r in self.returns
            if r.due_on <= date.today()
            and cut.get("county", r.county.code) == r.county.code
            and int(cut.get("year", r.month.year)) == r.month.year
        ]
        return {
            "rounds": rounds,
            "counties": len({a.county_id for a in places}),
            "organizations_inspected": units,
            "villages_inspected": len(
                {a.organization_id for a in entered if a.organization.kind == Kind.VILLAGE}
            ),
            "findings": sum(
                f.state in (FindingState.CONFIRMED, FindingState.FED_BACK)
                for f, a in self.findings
                if chosen(a, cut)
            ),
            "rectification_tasks": len(tasks),
            "rectification_cleared": cleared,
            "rectification_rate": ratio(cleared, len(tasks)),
            "returns_due": len(due),
            "returns_on_time": sum(bool(r.submitted_on and r.submitted_on <= r.due_on) for r in due),
            "clues_transferred": len(clues),
            "clues_filed": len(filed),
            "filing_rate": ratio(len(filed), len(clues)),
            "village_clues_transferred": len(village),
            "village_clues_filed": len(village_filed),
            "village_filing_rate": ratio(len(village_filed), len(village)),
            "recovered": f"{sum((self.money.get(c.pk, Decimal(0)) for c, _ in clues), Decimal(0)):.2f}",
            "clues_per_organization": ratio(len(clues), units),
            "baseline_clues_per_organization": ratio(base_clues, base_units),
            "increase_multiple": ratio(
                Fraction(len(clues), units or 1), Fraction(base_clues, base_units or 1), 1
            )
            if units and base_units
            else None,
        }


# --- Equal to the API -------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", READERS)
def test_every_figure_is_what_its_reader_can_count(db, city, name):
    rows, api = Rows(city, name), city.api(name)
    shown = 0
    for cut in CUTS:
        answer = api.get(OVERVIEW, cut)
        if name in AGGREGATES and len(cut) > 1:
            assert answer.status_code == 403 and answer.json()["code"] == "cross_filter", (name, cut)
            continue
        assert answer.status_code == 200
        found, expected = answer.json(), rows.figures(cut)
        assert set(found) == KEYS[name], (name, cut)
        hidden = {key for key in found if key in CLUES and name in AGGREGATES and found[key] is None}
        expected = {key: expected[key] for key in set(found) - hidden}
        assert {key: found[key] for key in expected} == expected, (name, cut)
        if hidden:
            null = {key for key in CLUES if rows.figures(cut)[key] is None}
            assert hidden in (CLUES, VILLAGE | null), "hidden whole, or the villages of it"
        shown += found.get("findings", 0) + (found.get("clues_transferred") or 0)
    assert shown, "the premise: there is something to count"


@pytest.mark.parametrize("name", ADMINISTRATORS)
def test_administrators_have_no_figures(db, city, name):
    assert city.api(name).get(OVERVIEW).status_code == 403
    assert city.client(name).get(BOARD).status_code == 403


@pytest.mark.parametrize("name", READERS)
def test_the_board_shows_the_same_figures(db, city, name):
    """The cards are made of the overview's figures; whoever has no clue figures has no clue card, chart or wording."""
    answer = city.client(name).get(BOARD, {"round": ""})
    figures = city.api(name).get(OVERVIEW).json()
    cards = {card["label"]: card["text"] for card in answer.context["figures"]}
    assert cards["发现问题"] == f"{figures['findings']:,}"
    assert cards["被巡察党组织"] == f"{figures['organizations_inspected']:,}"
    text = answer.content.decode().split("<main", 1)[1]
    if "clues_transferred" in figures:
        number = figures["clues_transferred"]
        assert cards["移交线索"] == ("—" if number is None else f"{number:,}")
    else:
        assert "移交线索" not in cards and "线索" not in text, name
    for chart in answer.context["charts"]:
        if chart["id"] == "places":
            assert sum(row["values"][0] for row in chart["rows"]) == figures["findings"]
        if chart["id"] == "rectification" and not name.startswith("bo"):
            assert sum(sum(row["values"]) for row in chart["rows"]) == figures["rectification_tasks"]
        if chart["id"] == "categories":
            assert sum(sum(row["values"]) for row in chart["rows"]) == figures["findings"], name
