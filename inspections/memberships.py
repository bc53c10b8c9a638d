"""Which teams give a person the roles ITL and ITM, and how long (access.md, "Roles")."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from accounts.choices import Role
from accounts.models import Person
from inspections.choices import TeamRole
from inspections.models import TeamMember

# A team keeps its sight of its targets for this long after the round is closed (access.md, ITL and ITM).
ACCESS_AFTER_CLOSING = timedelta(days=30)
LEADING = (TeamRole.LEADER, TeamRole.DEPUTY)


def team_grants(person: Person) -> Iterable[tuple[Role, UUID]]:
    """(role, team id) for each team of `person` whose round is open or was closed at most 30 days ago."""
    oldest = timezone.localdate() - ACCESS_AFTER_CLOSING
    seats = TeamMember.objects.filter(inspector__person=person).filter(
        Q(round__closed_on__isnull=True) | Q(round__closed_on__gte=oldest)
    )
    for team_id, role in seats.order_by().values_list("team_id", "role"):
        yield (Role.ITL if role in LEADING else Role.ITM), team_id
