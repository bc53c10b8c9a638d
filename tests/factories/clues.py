"""Clues and their outcomes."""

from datetime import date
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from accounts.choices import OrganizationKind
from clues.choices import ClueState, DisposalKind, RecoveryMethod, Route, SanctionCategory
from clues.models import Clue, Recovery, Sanction
from tests.factories.accounts import OrganizationFactory
from tests.factories.inspections import FindingFactory

TRANSFERRED, RECEIVED = date(2019, 5, 10), date(2019, 5, 12)
DISPOSED, FILED, CLOSED = date(2019, 5, 20), date(2019, 6, 10), date(2019, 9, 1)

# Dates a clue must have in each state.
DATES = {
    ClueState.DRAFT: {},
    ClueState.APPROVING: {},
    ClueState.VOID: {},
    ClueState.TRANSFERRED: {"transferred_on": TRANSFERRED},
    ClueState.SENT_BACK: {"transferred_on": TRANSFERRED},
    ClueState.RECEIVED: {"transferred_on": TRANSFERRED, "received_on": RECEIVED},
}
_IN_HAND = {
    **DATES[ClueState.RECEIVED],
    "disposal": DisposalKind.VERIFICATION,
    "disposed_on": DISPOSED,
}
DATES[ClueState.IN_HAND] = _IN_HAND
DATES[ClueState.FILED] = {**_IN_HAND, "filed_on": FILED}
DATES[ClueState.CLOSED] = {**_IN_HAND, "filed_on": FILED, "closed_on": CLOSED}


class ClueFactory(DjangoModelFactory):
    """Transferred by default; the dates follow the state."""

    class Meta:
        model = Clue

    code = factory.Sequence(lambda n: f"XS-2019-{n:04d}")
    finding = factory.SubFactory(FindingFactory)
    assignment = factory.SelfAttribute("finding.assignment")
    round = factory.SelfAttribute("finding.round")
    county = factory.SelfAttribute("finding.county")
    organization = factory.SelfAttribute("finding.organization")
    subject_name = "龚暗雀"
    subject_post = "示例村党总支书记"
    content = "反映龚暗雀虚报冒领补助资金。"
    route = Route.COUNTY
    route_reasons = factory.LazyFunction(list)
    handler = factory.SubFactory(OrganizationFactory, kind=OrganizationKind.DISCIPLINE_COMMISSION)
    state = ClueState.TRANSFERRED

    @classmethod
    def _adjust_kwargs(cls, **fields):
        return {**DATES[fields["state"]], **fields}


class SanctionFactory(DjangoModelFactory):
    class Meta:
        model = Sanction

    clue = factory.SubFactory(ClueFactory, state=ClueState.CLOSED)
    person_name = "龚暗雀"
    category = SanctionCategory.PARTY
    kind = "警告"
    decided_on = CLOSED


class RecoveryFactory(DjangoModelFactory):
    class Meta:
        model = Recovery

    clue = factory.SubFactory(ClueFactory, state=ClueState.CLOSED)
    method = RecoveryMethod.RECOVERED
    amount = Decimal("12.50")
    recovered_on = CLOSED
    voucher = factory.Sequence(lambda n: f"PZ{n:06d}")
