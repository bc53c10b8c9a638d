"""Which figures each scope letter opens. Figures are summed only over rows that this scope opens."""

from typing import Any

from django.db.models import Q

from accounts.choices import Role
from config.lib.scoping import (
    NOTHING,
    Scope,
    declare,
    everything,
    own_county,
    own_teams,
    sent_to_own_organization,
    under_own_organization,
)
from reports.models import AssignmentFigures, Baseline, CategoryFigures, ClueFigures, MonthlyReturn

COUNTY_ROLES = frozenset({Role.XO, Role.XL, Role.OD, Role.XD})

# Whoever holds any of these sees some board; each opens the assignments of its own place.
DASHBOARDS = ("dashboard.city", "dashboard.county", "dashboard.team", "dashboard.org")

PLACE = Scope(
    {
        "G": everything,
        "C": own_county("assignment__county"),
        "T": own_teams("assignment__team"),
        "O": under_own_organization("assignment__organization"),
    }
)
declare(AssignmentFigures, PLACE)
declare(CategoryFigures, PLACE)


def _aggregates(grant: Any) -> Q:
    """G: sums of the whole city for its bodies, of the own county for a county's."""
    return own_county("assignment__county")(grant) if grant.role in COUNTY_ROLES else Q()


def _ledger(grant: Any) -> Q:
    """K: the county's ledger lists every clue of its county, in eight fields."""
    return own_county("assignment__county")(grant) if grant.county_id else NOTHING


declare(ClueFigures, Scope({"G": _aggregates, "K": _ledger, "R": sent_to_own_organization("handler")}))
declare(Baseline, Scope({"G": everything}))
declare(MonthlyReturn, Scope({"C": own_county("county"), "R": own_county("county")}))
