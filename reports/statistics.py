"""The figures, as domain.md defines them under "Figures", and nowhere else.

Pure functions over scoped querysets. Sums come from the summary rows (reports/models/figures.py), so they cost the
same over a thousand and a million findings. What the reader may not know is absent from the answer, not zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Q, Sum, When
from django.utils import timezone

from accounts.choices import OrganizationKind
from config.lib.scoping import scope_of
from inspections.models import InspectionRound
from rectification.choices import TaskState
from rectification.models import RectificationTask
from reports.cuts import Cut
from reports.models import AssignmentFigures, Baseline, ClueFigures, MonthlyReturn
from reports.scope import DASHBOARDS, PLACE
from reports.small_cells import TOTAL, hidden_margins

CLUE_METRICS = "dashboard.clue_metrics"
FOUR_PLACES = Decimal("0.0001")
VILLAGE = Q(assignment__organization__kind=OrganizationKind.VILLAGE)
# The county office knows of clues what its ledger of eight fields yields: how many there are (access.md, K).
LEDGER_KEYS = ("clues_transferred",)


class CrossFilterRefused(Exception):
    """Aggregates come as fixed tables: whoever holds only G may set one filter, not several (CL-11)."""


@dataclass(frozen=True)
class ClueSums:
    """Clues in a scope: transferred or later, ever filed, and money recovered in 万元."""

    transferred: int = 0
    filed: int = 0
    village_transferred: int = 0
    village_filed: int = 0
    recovered: Decimal = Decimal("0.00")


def rate(part: int, whole: int) -> float | None:
    """A fraction with four decimals, half up; None where the denominator is 0."""
    return _rounded(Fraction(part, whole)) if whole else None


def _rounded(value: Fraction) -> float:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return float(exact.quantize(FOUR_PLACES, rounding=ROUND_HALF_UP))


# --- Rows in scope ----------------------------------------------------------------------------------------
def figures_of(user: Any, cut: Cut) -> Any:
    """Summary rows of the assignments that any of the reader's dashboards opens, cut as asked."""
    scope = scope_of(AssignmentFigures)
    opened = [scope.q(user, action) for action in DASHBOARDS]
    condition = Q()
    if all(opened):
        for one in opened:
            condition |= one
    return AssignmentFigures.objects.filter(condition).filter(cut.q())


def findings_expression(user: Any) -> Any:
    """All confirmed findings where the reader sees them so early; else those fed back (cells with `p`)."""
    early = PLACE.q(user, "finding.view", without_modifier="p")
    if not early:
        return F("findings")
    return Case(When(early, then=F("findings")), default=F("fed_back"), output_field=IntegerField())


def clue_figures_of(user: Any, cut: Cut) -> Any:
    """Summary rows of the clues whose number the reader may know."""
    return ClueFigures.objects.visible_to(user, CLUE_METRICS).filter(cut.q())


# --- The overview -----------------------------------------------------------------------------------------
def overview(user: Any, cut: Cut) -> dict[str, Any]:
    """The keys of api.md, statistics/overview. Raises CrossFilterRefused for several filters on aggregates only."""
    answer = {**_places(user, cut), **_tasks(user, cut), **_returns(user, cut)}
    answer.update(_clues(user, cut, answer["organizations_inspected"]))
    return answer


def _places(user: Any, cut: Cut) -> dict[str, Any]:
    inspected = Q(assignment__entered_on__isnull=False)
    sums = figures_of(user, cut).aggregate(
        counties=Count("assignment__county", distinct=True),
        organizations=Count("assignment__organization", distinct=True, filter=inspected),
        villages=Count("assignment__organization", distinct=True, filter=inspected & VILLAGE),
        findings=Sum(findings_expression(user)),
        rounds=Count("assignment__round", distinct=True),
    )
    return {
        "rounds": _rounds(user, cut, sums["rounds"]),
        "counties": sums["counties"],
        "organizations_inspected": sums["organizations"],
        "villages_inspected": sums["villages"],
        "findings": sums["findings"] or 0,
    }


def _rounds(user: Any, cut: Cut, with_assignments: int) -> int:
    """Rounds the reader sees; where a place is asked for, those that inspected there."""
    if cut.county or cut.form or cut.organization_kind:
        return with_assignments
    visible = InspectionRound.objects.visible_to(user)
    rounds = Cut(round=cut.round, year=cut.year)
    return visible.filter(_round_condition(rounds)).count()


def _round_condition(cut: Cut) -> Q:
    condition = Q()
    if cut.round:
        name = "pk" if len(cut.round) == 36 else "code"
        condition &= Q(**{name: cut.round})
    return condition & (Q(year=cut.year) if cut.year else Q())


def _tasks(user: Any, cut: Cut) -> dict[str, Any]:
    if "O" in user.access.scopes("task.view"):
        # An organisation also answers for tasks about others: few rows, counted themselves.
        mine = RectificationTask.objects.visible_to(user).filter(cut.q())
        sums = mine.aggregate(n=Count("pk"), done=Count("pk", filter=Q(state=TaskState.CLEARED)))
    else:
        rows = figures_of(user, cut).filter(PLACE.q(user, "task.view"))
        sums = rows.aggregate(n=Sum("tasks"), done=Sum("cleared"))
    tasks, cleared = sums["n"] or 0, sums["done"] or 0
    return {
        "rectification_tasks": tasks,
        "rectification_cleared": cleared,
        "rectification_rate": rate(cleared, tasks),
    }


def _returns(user: Any, cut: Cut) -> dict[str, Any]:
    """Monthly returns that were due, and those submitted in time. A return belongs to no round, form or kind."""
    if not user.access.can("ledger_matter.view"):
        return {}
    rows = MonthlyReturn.objects.visible_to(user).filter(due_on__lte=timezone.localdate())
    if cut.county:
        rows = rows.filter(Q(county__code=cut.county))
    if cut.year:
        rows = rows.filter(month__year=cut.year)
    sums = rows.aggregate(due=Count("pk"), in_time=Count("pk", filter=Q(submitted_on__lte=F("due_on"))))
    return {"returns_due": sums["due"], "returns_on_time": sums["in_time"]}


# --- Clues ------------------------------------------------------------------------------------------------
def only_aggregates(user: Any) -> bool:
    """True for a reader whose every sight of clue figures is G."""
    return user.access.scopes(CLUE_METRICS) == {"G"}


def clue_sums(user: Any, cut: Cut) -> ClueSums:
    """The clue figures of the reader's scope, before any hiding."""
    sums = clue_figures_of(user, cut).aggregate(
        all_transferred=Sum("transferred"),
        all_filed=Sum("filed"),
        village_transferred=Sum("transferred", filter=VILLAGE),
        village_filed=Sum("filed", filter=VILLAGE),
        money=Sum("recovered"),
    )
    return ClueSums(
        transferred=sums["all_transferred"] or 0,
        filed=sums["all_filed"] or 0,
        village_transferred=sums["village_transferred"] or 0,
        village_filed=sums["village_filed"] or 0,
        recovered=(sums["money"] or Decimal(0)).quantize(Decimal("0.01")),
    )


def _clues(user: Any, cut: Cut, organizations: int) -> dict[str, Any]:
    scopes = user.access.scopes(CLUE_METRICS)
    if not scopes:
        return {}
    if only_aggregates(user):
        return _aggregated(user, cut, organizations)
    found = _clue_keys(clue_sums(user, cut), organizations, baseline(user, cut))
    return {key: found[key] for key in LEDGER_KEYS} if scopes == {"K"} else found


def _clue_keys(sums: ClueSums, organizations: int, base: tuple[int, int]) -> dict[str, Any]:
    base_organizations, base_clues = base
    per = Fraction(sums.transferred, organizations) if organizations else None
    base_per = Fraction(base_clues, base_organizations) if base_organizations else None
    return {
        "clues_transferred": sums.transferred,
        "clues_filed": sums.filed,
        "filing_rate": rate(sums.filed, sums.transferred),
        "village_clues_transferred": sums.village_transferred,
        "village_clues_filed": sums.village_filed,
        "village_filing_rate": rate(sums.village_filed, sums.village_transferred),
        "recovered": f"{sums.recovered:.2f}",
        "clues_per_organization": None if per is None else _rounded(per),
        "baseline_clues_per_organization": None if base_per is None else _rounded(base_per),
        "increase_multiple": None if per is None or not base_per else _rounded(per / base_per - 1),
    }


def baseline(user: Any, cut: Cut) -> tuple[int, int]:
    """(organisations, clues) of county-level inspections in the years of the rounds counted, summed."""
    rounds = figures_of(user, cut).order_by().values("assignment__round__year")
    sums = Baseline.objects.filter(year__in=rounds).aggregate(o=Sum("organizations"), c=Sum("clues"))
    return sums["o"] or 0, sums["c"] or 0


def _aggregated(user: Any, cut: Cut, organizations: int) -> dict[str, Any]:
    """Clue figures for readers of aggregates: one filter at most, small cells and what would reveal them hidden."""
    if len(cut.set_names) > 1:
        raise CrossFilterRefused
    sums = clue_sums(user, cut)
    keys = _clue_keys(sums, organizations, baseline(user, cut))
    hidden = hidden_clue_cells(user)
    if _key_of(user, cut) in hidden:
        return dict.fromkeys(keys)
    if cut.set_names or ("organization_kind", OrganizationKind.VILLAGE.value) in hidden:
        # The villages of one county would be a cross of two dimensions.
        keys.update(
            dict.fromkeys(("village_clues_transferred", "village_clues_filed", "village_filing_rate"))
        )
    return keys


def _key_of(user: Any, cut: Cut) -> tuple[str, Any]:
    """The cell of the fixed tables that this cut asks for."""
    if not cut.set_names:
        return TOTAL
    (name,) = cut.set_names
    value = clue_figures_of(user, cut).order_by().values_list(DIMENSIONS[name], flat=True).first()
    return name, value


DIMENSIONS = {
    "round": "assignment__round",
    "county": "assignment__county",
    "form": "assignment__form",
    "organization_kind": "assignment__organization__kind",
    "year": "assignment__round__year",
}


def hidden_clue_cells(user: Any) -> set[tuple[str, Any]]:
    """The cells, as (dimension, value), that readers of aggregates must not be shown of all their sums cover."""
    kept = user.access.kept
    if "hidden_clue_cells" not in kept:
        columns = tuple(DIMENSIONS.values())
        rows = clue_figures_of(user, Cut()).order_by().values(*columns)
        groups = {
            tuple(row[column] for column in columns): (row["t"] or 0, row["f"] or 0)
            for row in rows.annotate(t=Sum("transferred"), f=Sum("filed"))
        }
        kept["hidden_clue_cells"] = hidden_margins(tuple(DIMENSIONS), groups)
    return kept["hidden_clue_cells"]
