"""What this app shows on pages of earlier apps. To whoever may not see a clue there is no trace of it."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from clues.tables import CLUES
from config.lib.excerpts import excerpt
from config.lib.panels import Panel, register
from inspections.panels import of_organization


def clues_of_finding(request: HttpRequest, finding: Any) -> Panel | None:
    """The clues that came from a finding."""
    return excerpt(CLUES, request.user, Q(finding=finding.pk), leave_out=("organization",))


def clues_of_assignment(request: HttpRequest, assignment: Any) -> Panel | None:
    """The clues that came from an assignment."""
    return excerpt(
        CLUES,
        request.user,
        Q(assignment=assignment.pk),
        leave_out=("organization",),
        assignment=assignment.code,
    )


def clues_of_organization(request: HttpRequest, organization: Any) -> Panel | None:
    """The clues that came from an organisation or a county."""
    return of_organization(CLUES, request, organization)


def register_all() -> None:
    """Called once, when the app is ready."""
    register("accounts:organization", clues_of_organization)
    register("inspections:finding", clues_of_finding)
    register("inspections:assignment", clues_of_assignment)
