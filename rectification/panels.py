"""What this app shows on pages of earlier apps."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from config.lib.excerpts import excerpt
from config.lib.panels import Panel, register
from inspections.panels import of_organization
from rectification.tables import MATTERS, RECOMMENDATIONS, TASKS


def tasks_of_finding(request: HttpRequest, finding: Any) -> Panel | None:
    """The rectification tasks of a finding."""
    return excerpt(TASKS, request.user, Q(finding=finding.pk))


def recommendations_of_finding(request: HttpRequest, finding: Any) -> Panel | None:
    """The governance recommendations that came from a finding."""
    return excerpt(RECOMMENDATIONS, request.user, Q(finding=finding.pk))


def matters_of_finding(request: HttpRequest, finding: Any) -> Panel | None:
    """The assigned matters that came from a finding."""
    return excerpt(MATTERS, request.user, Q(finding=finding.pk))


def tasks_of_assignment(request: HttpRequest, assignment: Any) -> Panel | None:
    """The rectification tasks of an assignment."""
    return excerpt(TASKS, request.user, Q(assignment=assignment.pk), assignment=assignment.code)


def tasks_of_organization(request: HttpRequest, organization: Any) -> Panel | None:
    """The tasks an organisation answers for; of a county, all in it."""
    return of_organization(TASKS, request, organization)


def register_all() -> None:
    """Called once, when the app is ready."""
    register("accounts:organization", tasks_of_organization)
    register("inspections:finding", tasks_of_finding)
    register("inspections:finding", recommendations_of_finding)
    register("inspections:finding", matters_of_finding)
    register("inspections:assignment", tasks_of_assignment)
