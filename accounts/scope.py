"""Which rows of this app each scope letter opens."""

from django.db.models import Q

from accounts.models import ApiToken, AuditRecord, Notification, Organization, OutboxJob, SavedView, User
from config.lib.scoping import NOTHING, Scope, created_by_me, declare, own_county, under_own_organization


def _self_and_under(grant: object) -> Q:
    return Q(path__startswith=grant.organization_path) if grant.organization_path else NOTHING  # type: ignore[attr-defined]


ORGANIZATION = declare(Organization, Scope({"C": own_county("county"), "O": _self_and_under}))
USER = declare(
    User,
    Scope(
        {
            "C": own_county("person__posts__organization__county"),
            "O": under_own_organization("person__posts__organization"),
            "S": created_by_me("person"),
        }
    ),
)
NOTIFICATION = declare(Notification, Scope({"S": created_by_me("recipient")}))
SAVED_VIEW = declare(
    SavedView,
    Scope(
        {
            "S": lambda grant: (
                Q(owner=grant.person_id)
                | (Q(shared_with=grant.organization_id) if grant.organization_id else NOTHING)
            )
        }
    ),
)
TOKEN = declare(ApiToken, Scope({"S": created_by_me("user__person")}))
AUDIT = declare(AuditRecord, Scope({"P": lambda grant: Q(actor__person__posts__role="AUD")}))
OUTBOX = declare(OutboxJob, Scope())
