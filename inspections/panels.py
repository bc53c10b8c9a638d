"""What this app shows on pages of earlier apps."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from accounts.choices import OrganizationKind
from config.lib.excerpts import excerpt
from config.lib.listing import ListPage
from config.lib.panels import Panel, register
from inspections.tables import ASSIGNMENTS, FINDINGS, INSPECTORS


def of_organization(page: ListPage, request: HttpRequest, organization: Any) -> Panel | None:
    """The lines of a list that are about an organisation; of a county, all that happened in it."""
    if organization.kind == OrganizationKind.COUNTY:
        return excerpt(
            page,
            request.user,
            Q(county=organization.pk),
            leave_out=("county", "left_on"),
            county=organization.code,
            round="",
        )
    return excerpt(
        page,
        request.user,
        Q(organization=organization.pk),
        leave_out=("organization", "county"),
        organization=organization.code,
        round="",
    )


def assignments_of_organization(request: HttpRequest, organization: Any) -> Panel | None:
    """When an organisation, or the organisations of a county, were inspected."""
    return of_organization(ASSIGNMENTS, request, organization)


def findings_of_organization(request: HttpRequest, organization: Any) -> Panel | None:
    """What was found in an organisation or a county."""
    return of_organization(FINDINGS, request, organization)


def people_of_organization(request: HttpRequest, organization: Any) -> Panel | None:
    """The people of the pool who serve in an organisation."""
    return excerpt(INSPECTORS, request.user, Q(organization=organization.pk), leave_out=("organization",))


def register_all() -> None:
    """Called once, when the app is ready."""
    for builder in (assignments_of_organization, findings_of_organization, people_of_organization):
        register("accounts:organization", builder)
