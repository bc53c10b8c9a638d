"""Which rows a person may see: one verb, `visible_to(user)`, and one `Scope` per model.

A `Scope` answers each scope letter of the policy (access.md, "Cells") with a `Q`, written once in the
app's `scope.py`. Children take their parent's scope by prefix (`Scope.through`), so no rule exists twice.
A letter that a scope does not answer opens nothing.

This module imports no app: `user.access` (accounts/access.py) tells which cells a person holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When

Rule = Callable[[Any], Q]

NOTHING = Q(pk__in=[])


def everything(grant: Any) -> Q:
    """A: all rows."""
    return Q()


def own_county(lookup: str) -> Rule:
    """C: rows whose county, found by `lookup`, is the county of the post."""
    return lambda grant: Q(**{lookup: grant.county_id}) if grant.county_id else NOTHING


def own_teams(lookup: str) -> Rule:
    """T: rows of the teams the person belongs to."""
    return lambda grant: Q(**{f"{lookup}__in": grant.team_ids}) if grant.team_ids else NOTHING


def under_own_organization(*lookups: str) -> Rule:
    """O: rows of the organisation of the post and of all that lies under it."""

    def rule(grant: Any) -> Q:
        found = Q()
        for lookup in lookups:
            found |= Q(**{f"{lookup}__in": grant.subtree()})
        return found if grant.organization_id else NOTHING

    return rule


def sent_to_own_organization(lookup: str) -> Rule:
    """R: rows formally sent to the organisation of the post."""
    return lambda grant: Q(**{lookup: grant.organization_id}) if grant.organization_id else NOTHING


def created_by_me(lookup: str) -> Rule:
    """S: rows of the person himself."""
    return lambda grant: Q(**{lookup: grant.person_id})


def prefixed(condition: Q, prefix: str) -> Q:
    """The same condition seen from a child: every lookup goes through `prefix`."""
    moved = Q(_connector=condition.connector, _negated=condition.negated)
    children: list[Any] = list(condition.children)
    for child in children:
        if isinstance(child, Q):
            moved.children.append(prefixed(child, prefix))
        else:
            lookup, value = child
            moved.children.append((f"{prefix}__{lookup}", value))
    return moved


@dataclass(frozen=True)
class Scope:
    """The rows that each letter opens on one model.

    `letters` maps a scope letter to its rule; `published` and `draft` are the conditions of the
    modifiers `p` and `d` on this model.
    """

    letters: dict[str, Rule] = field(default_factory=dict)
    published: Q | None = None
    draft: Q | None = None

    def condition(self, grant: Any, cell: Any) -> Q:
        """The rows one cell opens to one grant."""
        rule = self.letters.get(cell.scope, everything if cell.scope == "A" else None)
        if rule is None:
            return NOTHING
        condition = rule(grant)
        if "p" in cell.modifiers:
            condition &= NOTHING if self.published is None else self.published
        if "d" in cell.modifiers:
            condition &= NOTHING if self.draft is None else self.draft
        return condition

    def q(self, user: Any, action: str, without: Iterable[str] = (), without_modifier: str = "") -> Q:
        """All rows on which `user` may do `action`: the union over the cells he holds.

        `without` leaves out grants of these roles; `without_modifier` leaves out cells that carry it
        (``m``: which rows may be shown unmasked).
        """
        conditions = [
            self.condition(grant, cell)
            for grant, cell in user.access.cells(action)
            if grant.role not in without and not (without_modifier and without_modifier in cell.modifiers)
        ]
        if any(not condition for condition in conditions):
            return Q()
        union = Q()
        for condition in conditions:
            union |= condition
        return union if conditions else NOTHING

    def through(self, prefix: str, **letters: Rule) -> Scope:
        """The scope of a child that is reached from this model by `prefix`; `letters` add or replace."""

        def seen_from_child(rule: Rule) -> Rule:
            return lambda grant: prefixed(rule(grant), prefix)

        moved = {letter: seen_from_child(rule) for letter, rule in self.letters.items()}
        return Scope(
            letters={**moved, **letters},
            published=None if self.published is None else prefixed(self.published, prefix),
            draft=None if self.draft is None else prefixed(self.draft, prefix),
        )


_scopes: dict[type[models.Model], Scope] = {}


def declare(model: type[models.Model], scope: Scope) -> Scope:
    """Make `scope` the one scope of `model`."""
    if model in _scopes:
        raise ValueError(f"{model.__name__} has a scope already")
    _scopes[model] = scope
    return scope


def scope_of(model: type[models.Model]) -> Scope:
    """The declared scope; a model without one opens nothing to anybody."""
    return _scopes.get(model, Scope())


def declared_models() -> list[type[models.Model]]:
    """Every model with a scope, for the tests that walk them."""
    return list(_scopes)


class ScopedQuerySet(models.QuerySet):
    """Rows that know who may see them."""

    def visible_to(self, user: Any, action: str | None = None) -> Any:
        """Only the rows on which `user` may do `action` (by default, view)."""
        return self.filter(scope_of(self.model).q(user, action or self.model.view_action))

    def with_right(
        self,
        name: str,
        user: Any,
        action: str,
        *,
        through: str = "",
        without: Iterable[str] = (),
        without_modifier: str = "",
    ) -> Any:
        """Mark each row, as boolean `name`, with whether `user` may do `action` on that very row.

        Used where a right decides on a field and not on the row: masked names, sources, numbers. With
        `through` (a path of foreign keys) the question is about the related object: may the reader open the
        team of this finding?
        """
        model = _related_model(self.model, through)
        condition = scope_of(model).q(user, action, without, without_modifier)
        if condition == NOTHING:
            return self.annotate(**{name: Value(False)})
        if through and condition:
            condition = prefixed(condition, through)
        return self.annotate(**{name: as_boolean(self.model, condition)})


def _related_model(model: type[models.Model], path: str) -> type[models.Model]:
    for step in path.split("__") if path else ():
        model = model._meta.get_field(step).related_model  # type: ignore[assignment]
    return model


def as_boolean(model: type[models.Model], condition: Q) -> Any:
    """An SQL boolean for a condition; constant where nothing has to be asked."""
    if not condition:
        return Value(True)
    if condition == NOTHING:
        return Value(False)
    rows = model._base_manager.filter(pk=OuterRef("pk")).filter(condition)
    return Case(When(Exists(rows), then=Value(True)), default=Value(False))


ScopedManager = models.Manager.from_queryset(ScopedQuerySet)
