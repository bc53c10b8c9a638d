"""Which step is allowed from which state, by whom, and what its button says: one table per noun.

An app declares a `Workflow` in its ``workflow.py``. `available` serves buttons and the API's
``available_steps``: a noun without a declared table offers no step.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model


def _always(row: Any, user: Any) -> bool:
    return True


@dataclass(frozen=True)
class Step:
    """One line of the table. `name` stands in addresses; `action` is the policy's; `guard` looks at the row."""

    name: str
    sources: frozenset[str]
    target: str
    action: str
    label: str
    guard: Callable[[Any, Any], bool] = _always


@dataclass(frozen=True)
class Workflow:
    """All steps of one model, whose state is kept in `state`."""

    model: type[Model]
    steps: tuple[Step, ...]

    def available(self, row: Any, user: Any) -> list[Step]:
        """The steps that this user may take on this row now."""
        fitting = [step for step in self.steps if row.state in step.sources and user.access.can(step.action)]
        return [step for step in fitting if self._may(step, row, user) and step.guard(row, user)]

    def _may(self, step: Step, row: Any, user: Any) -> bool:
        rows: Any = self.model._default_manager.filter(pk=row.pk)
        return bool(rows.visible_to(user, step.action).exists())


_workflows: dict[type[Model], Workflow] = {}


def declare(workflow: Workflow) -> Workflow:
    """Make `workflow` the one table of its model."""
    if workflow.model in _workflows:
        raise ValueError(f"{workflow.model.__name__} has a workflow already")
    _workflows[workflow.model] = workflow
    return workflow


def available_steps(row: Any, user: Any) -> list[Step]:
    """The steps open to `user` on `row`; none where its model has no table."""
    workflow = _workflows.get(type(row))
    return workflow.available(row, user) if workflow else []
