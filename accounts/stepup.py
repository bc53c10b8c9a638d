"""The one place of the modifiers `!` and `2`.

`!` asks again for the second factor and a reason; `2` waits for a second person. Their mechanisms (a fresh
factor bound to the session, pending approvals) come with the access core; until then this module decides
alone, and closed: the `demo` profile leaves step-up out (access.md), any other profile refuses; what needs a
second person is refused in every profile.
"""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied

from accounts.roles import Cell


class StepUpRequired(PermissionDenied):
    """The act needs the second factor again; answered with 403 and code ``step_up_required``."""

    code = "step_up_required"


class SecondPersonRequired(PermissionDenied):
    """The act needs the approval of another person; answered with 403 and code ``second_person_required``."""

    code = "second_person_required"


def demand(user: Any, action: str) -> None:
    """Refuse unless the strongest cell that `user` holds for `action` is satisfied now.

    Raises StepUpRequired or SecondPersonRequired. Does nothing for a plain cell.
    """
    cells = [cell for _, cell in user.access.cells(action)]
    if any(_plain(cell) for cell in cells):
        return
    if all("2" in cell.modifiers for cell in cells):
        raise SecondPersonRequired(action)
    if settings.SECURITY_PROFILE != "demo":
        raise StepUpRequired(action)


def closed_modifier() -> str:
    """The modifier whose cells open no field of a row now (`with_right(..., without_modifier=...)`)."""
    return "" if settings.SECURITY_PROFILE == "demo" else "!"


def _plain(cell: Cell) -> bool:
    return not cell.modifiers & {"!", "2"}
