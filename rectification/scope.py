"""Which rows of this app each scope letter opens."""

from typing import Any

from django.db.models import Q

from config.lib.scoping import (
    Scope,
    declare,
    own_county,
    own_teams,
    sent_to_own_organization,
    under_own_organization,
)
from rectification.choices import MatterKind
from rectification.models import AssignedMatter, GovernanceRecommendation, RectificationTask

TASK = declare(
    RectificationTask,
    Scope(
        {
            "C": own_county("county"),
            "T": own_teams("assignment__team"),
            # Responsible or inspected: both are the organisation's own business.
            "O": under_own_organization("organization", "inspected"),
        }
    ),
)


def _recommendations_of_teams(grant: Any) -> Q:
    return own_teams("finding__assignment__team")(grant)


RECOMMENDATION = declare(
    GovernanceRecommendation,
    Scope(
        {
            "C": own_county("county"),
            "T": _recommendations_of_teams,
            "R": sent_to_own_organization("addressee"),
        }
    ),
)

GENERAL = Q(kind=MatterKind.GENERAL)


def _general_of_county(grant: Any) -> Q:
    """A matter about a clue follows the rights of clues, so the county office does not meet it here."""
    return own_county("county")(grant) & GENERAL


MATTER = declare(
    AssignedMatter,
    Scope({"C": _general_of_county, "R": sent_to_own_organization("handler")}),
)
