"""By which number a reader may find objects of this app."""

from typing import Any

from django.db.models import Q

from accounts.choices import Role
from config.lib.api_references import declare_number
from config.lib.scoping import NOTHING, scope_of
from inspections.models import Finding, FindingCategory, InspectionRound, Inspector

Condition = Q


def known_round(user: Any, number: str) -> Condition:
    """An inspected organisation knows of a round its name and dates, not its number."""
    if Role.BO not in user.access.roles:
        return Q(code=number)
    return Q(code=number) & scope_of(InspectionRound).q(user, "round.view", without=[Role.BO])


def known_finding(user: Any, number: str) -> Condition:
    """The office's number; to an inspected organisation the number on its own feedback list, and only that."""
    if Role.BO not in user.access.roles:
        return Q(code=number)
    others = scope_of(Finding).q(user, "finding.view", without=[Role.BO])
    if others == NOTHING:
        return _feedback(number)
    return (Q(code=number) & others) | (_feedback(number) & ~others)


def _feedback(number: str) -> Condition:
    return (
        Q(feedback_number=int(number))
        if number.isascii() and number.isdigit() and len(number) < 7
        else NOTHING
    )


declare_number(InspectionRound, known_round)
declare_number(Finding, known_finding)
declare_number(Inspector, lambda user, number: Q(number=number))
declare_number(FindingCategory, lambda user, number: Q(label=number))
