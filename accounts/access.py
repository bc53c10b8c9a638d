"""Who this person is in the policy: his grants, and the one declaration every page makes.

A view names one action with `@access("finding.view")`; the middleware refuses what names none. Services and
querysets ask `user.access`, computed once per request from posts and teams, and again in every running job.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils import timezone

from accounts.choices import Role
from accounts.roles import POLICY, Cell, needs_clearance

if TYPE_CHECKING:
    from accounts.models import Organization, Person, User

TeamSource = Callable[["Person"], Iterable[tuple[Role, UUID]]]

_team_sources: list[TeamSource] = []


def register_team_source(source: TeamSource) -> None:
    """A later app tells which teams give a person ITL or ITM (role, team id), as long as they last."""
    if source not in _team_sources:
        _team_sources.append(source)


@dataclass(frozen=True)
class Grant:
    """One role with the place it is held in: a post's organisation, or the teams of that role."""

    role: Role
    person_id: UUID
    organization_id: UUID | None = None
    organization_path: str = ""
    county_id: UUID | None = None
    team_ids: tuple[UUID, ...] = ()

    def subtree(self) -> Any:
        """The organisation of the post and all that lies under it, as a subquery."""
        from accounts.models import Organization

        return Organization.objects.filter(path__startswith=self.organization_path).order_by().values("pk")


class Access:
    """What one account may do now. Build it with `access_of`; it is not kept between requests."""

    def __init__(self, user: User) -> None:
        self.user = user
        # What is dear and follows from the rights alone, kept for this request (statistics.hidden_clue_cells).
        self.kept: dict[str, Any] = {}

    @cached_property
    def post(self) -> Any:
        """The post in force today, with its organisation; None without one."""
        held = self.user.person.posts.held_on(timezone.localdate()).select_related("organization")
        return held.order_by("starts_on", "pk").first()

    @cached_property
    def grants(self) -> tuple[Grant, ...]:
        """All grants of the person: the post's role, and one per team role."""
        return (*self._post_grants(), *self._team_grants())

    def _post_grants(self) -> Iterable[Grant]:
        if self.post is None:
            return
        organization: Organization = self.post.organization
        yield Grant(
            role=Role(self.post.role),
            person_id=self.user.person_id,
            organization_id=organization.pk,
            organization_path=organization.path,
            county_id=organization.county_id,
        )

    def _team_grants(self) -> Iterable[Grant]:
        teams: dict[Role, list[UUID]] = defaultdict(list)
        for source in _team_sources:
            for role, team_id in source(self.user.person):
                teams[role].append(team_id)
        for role, team_ids in teams.items():
            yield Grant(role=role, person_id=self.user.person_id, team_ids=tuple(team_ids))

    @cached_property
    def roles(self) -> frozenset[Role]:
        """The roles held now."""
        return frozenset(grant.role for grant in self.grants)

    def cells(self, action: str) -> list[tuple[Grant, Cell]]:
        """The cells of `action` this person holds, each with the grant it rests on. KeyError if unknown."""
        row = POLICY[action]
        cleared = self.user.person.clue_cleared
        return [
            (grant, row[grant.role])
            for grant in self.grants
            if grant.role in row and (cleared or not needs_clearance(action, grant.role))
        ]

    def can(self, action: str | tuple[str, ...]) -> bool:
        """True where at least one cell is not a denial; which rows it opens is `visible_to`'s to say.

        Of several actions one is enough.
        """
        if isinstance(action, tuple):
            return any(self.can(one) for one in action)
        return bool(self.cells(action))

    @property
    def fingerprint(self) -> str:
        """A digest of all that decides this person's rights. It changes with every role, place, team and clearance."""
        held = sorted(
            (g.role.value, str(g.organization_id), g.organization_path, *sorted(map(str, g.team_ids)))
            for g in self.grants
        )
        return hashlib.sha256(repr((self.user.person.clue_cleared, held)).encode()).hexdigest()

    def scopes(self, action: str) -> frozenset[str]:
        """The scope letters held for `action`."""
        return frozenset(cell.scope for _, cell in self.cells(action))


def access(action: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare the one action that a view stands for. KeyError at import for an action the policy lacks."""
    POLICY[action]

    def declare(view: Callable[..., Any]) -> Callable[..., Any]:
        view.access_action = action  # type: ignore[attr-defined]
        return view

    return declare


def access_any(*actions: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare a view that any one of several actions opens, each in its own scope: boards, for instance."""
    for action in actions:
        POLICY[action]

    def declare(view: Callable[..., Any]) -> Callable[..., Any]:
        view.access_action = actions  # type: ignore[attr-defined]
        return view

    return declare


def public(view: Callable[..., Any]) -> Callable[..., Any]:
    """Declare a view open to everyone: sign-in, sign-out, health. Nothing else."""
    view.access_public = True  # type: ignore[attr-defined]
    return view
