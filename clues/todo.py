"""What this app puts on a workbench: numbers and steps, never content."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse

from clues.choices import ClueState
from clues.deadlines import next_step
from clues.models import Clue
from config.lib.links import detail
from config.lib.todo import Todo

LINES = 5
# The oldest open ones are looked at; what waits longest is due first.
LOOKED_AT = 50
OPEN = (ClueState.TRANSFERRED, ClueState.RECEIVED, ClueState.IN_HAND, ClueState.FILED)


def handled_clues(user: Any, today: date) -> Iterable[Todo]:
    """The handler's clues by the date their next step is due: the first few, the rest as one line."""
    if not user.access.can("clue.accept"):
        return
    rows = (
        Clue.objects.visible_to(user, "clue.accept").filter(state__in=OPEN).order_by("transferred_on", "code")
    )
    lines = []
    for clue in rows.only(*FIELDS)[:LOOKED_AT]:
        step = next_step(clue.state, **{name: getattr(clue, name) for name in STEP_FIELDS})
        if step:
            limit, day = step
            url = detail("clues:clue", clue.pk)
            lines.append(
                Todo(f"线索 {clue.code} {limit.step}", url, day, ClueState(clue.state).label, "办理")
            )
    lines.sort(key=lambda line: line.due or date.max)
    yield from lines[:LINES]
    if len(lines) > LINES:
        yield Todo("其余在办线索", reverse("clues:clues"), lines[LINES].due)


STEP_FIELDS = ("transferred_on", "received_on", "disposal", "disposed_on", "filed_on")
FIELDS = ("id", "code", "state", *STEP_FIELDS)
