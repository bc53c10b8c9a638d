"""Which rows of this app each scope letter opens."""

from typing import Any

from django.db.models import Q

from accounts.models import Post
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

# A matter about a clue follows the rights of clues (access.csv, matter.view): A and C open general ones only, and R
# one about a clue only to whoever of the body is cleared for clues.
GENERAL = Q(kind=MatterKind.GENERAL)


def _matters_sent(grant: Any) -> Q:
    cleared = Post.objects.filter(
        person=grant.person_id, person__clue_cleared=True, organization=grant.organization_id
    )
    about_clues = Q(kind=MatterKind.CLUE, handler__in=cleared.values("organization"))
    return sent_to_own_organization("handler")(grant) & (GENERAL | about_clues)


MATTER = declare(
    AssignedMatter,
    Scope(
        {
            "A": lambda grant: GENERAL,
            "C": lambda grant: own_county("county")(grant) & GENERAL,
            "R": _matters_sent,
        }
    ),
)
