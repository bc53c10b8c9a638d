"""Which clues each scope letter opens. Need-to-know: a letter that is not here opens nothing.

P (personal grants) and K (the county's eight ledger fields) come with the issues that build them; until then
they open no row at all.
"""

from django.db.models import Q

from clues.choices import TRANSFERRED_STATES, ClueState
from clues.models import Clue, Recovery, Sanction
from config.lib.scoping import Scope, created_by_me, declare, own_teams, sent_to_own_organization

OWN_DRAFT = Q(state=ClueState.DRAFT)


def _formally_sent(grant: object) -> Q:
    """R: a clue is a body's only once it has been transferred to it."""
    return sent_to_own_organization("handler")(grant) & Q(state__in=TRANSFERRED_STATES)


CLUE = declare(
    Clue,
    Scope(
        {"T": own_teams("assignment__team"), "R": _formally_sent, "S": created_by_me("created_by")},
        draft=OWN_DRAFT,
    ),
)
declare(Sanction, CLUE.through("clue"))
declare(Recovery, CLUE.through("clue"))
