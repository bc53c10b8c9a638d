"""What every service asks before it changes a row, and again before it commits."""

from dataclasses import replace
from typing import Any

from django.db.models import Model

from config.lib.refusals import NotAllowed, WrongState
from config.lib.scoping import scope_of


def demand(row: Model, actor: Any, action: str) -> None:
    """Refuse unless `actor` may do `action` on this very row now.

    Raises WrongState where only the state stands in the way (modifier ``d``), else NotAllowed. That the row is
    visible at all is the caller's premise: he fetched it by `visible_to`.
    """
    rows = type(row)._default_manager.filter(pk=row.pk)
    if rows.visible_to(actor, action).exists():  # type: ignore[attr-defined]
        return
    raise WrongState if _only_state_forbids(row, actor, action) else NotAllowed


def still_in_scope(row: Model, actor: Any, action: str) -> None:
    """After a save the row must still be in the actor's scope (AC-05); the transaction ends otherwise."""
    rows = type(row)._default_manager.filter(pk=row.pk)
    if not rows.visible_to(actor, action).exists():  # type: ignore[attr-defined]
        raise NotAllowed("保存后将超出您的管理范围，未保存。")


def _only_state_forbids(row: Model, actor: Any, action: str) -> bool:
    scope = scope_of(type(row))
    rows = type(row)._default_manager.filter(pk=row.pk)
    return any(
        rows.filter(scope.condition(grant, replace(cell, modifiers=cell.modifiers - {"d"}))).exists()
        for grant, cell in actor.access.cells(action)
        if "d" in cell.modifiers
    )
