"""Which rows of this app each scope letter opens."""

from typing import Any

from django.db.models import Q

from config.lib.scoping import (
    NOTHING,
    Scope,
    created_by_me,
    declare,
    own_county,
    own_teams,
    under_own_organization,
)
from inspections.choices import EDITABLE_FINDING_STATES, FindingState, RoundState
from inspections.models import (
    Assignment,
    Deployment,
    DeploymentCounty,
    Finding,
    FindingCategory,
    InspectionRound,
    Inspector,
    MenuOrder,
    Team,
    TeamMember,
)

ANNOUNCED = ~Q(state=RoundState.PREPARING)


def _rounds_of_county(grant: Any) -> Q:
    if not grant.county_id:
        return NOTHING
    return Q(pk__in=DeploymentCounty.objects.filter(county=grant.county_id).values("round"))


def _rounds_of_teams(grant: Any) -> Q:
    return Q(pk__in=Team.objects.filter(pk__in=grant.team_ids).values("round")) if grant.team_ids else NOTHING


def _rounds_of_organization(grant: Any) -> Q:
    if not grant.organization_id:
        return NOTHING
    return Q(pk__in=Assignment.objects.filter(organization__in=grant.subtree()).values("round"))


ROUND = declare(
    InspectionRound,
    Scope(
        {"C": _rounds_of_county, "T": _rounds_of_teams, "O": _rounds_of_organization},
        published=ANNOUNCED,
        draft=Q(state=RoundState.PREPARING),
    ),
)
declare(FindingCategory, ROUND.through("round"))


def _deployments_of_county(grant: Any) -> Q:
    if not grant.county_id:
        return NOTHING
    return Q(pk__in=DeploymentCounty.objects.filter(county=grant.county_id).values("deployment"))


def _deployments_of_teams(grant: Any) -> Q:
    return (
        Q(pk__in=Team.objects.filter(pk__in=grant.team_ids).values("deployment"))
        if grant.team_ids
        else NOTHING
    )


DEPLOYMENT = declare(
    Deployment,
    Scope(
        {"C": _deployments_of_county, "T": _deployments_of_teams}, draft=Q(round__state=RoundState.PREPARING)
    ),
)
declare(DeploymentCounty, DEPLOYMENT.through("deployment", C=own_county("county")))
declare(MenuOrder, Scope({"C": own_county("county")}))


def _teams_in_county(grant: Any) -> Q:
    """A county sees the teams that inspect in it, not every team of a deployment it shares."""
    if not grant.county_id:
        return NOTHING
    return Q(pk__in=Assignment.objects.filter(county=grant.county_id).values("team"))


TEAM = declare(
    Team,
    Scope({"C": _teams_in_county, "T": own_teams("pk")}, draft=Q(round__state=RoundState.PREPARING)),
)
declare(TeamMember, TEAM.through("team"))


def _inspectors_of_teams(grant: Any) -> Q:
    if not grant.team_ids:
        return NOTHING
    return Q(pk__in=TeamMember.objects.filter(team__in=grant.team_ids).values("inspector"))


declare(
    Inspector,
    Scope({"C": own_county("organization__county"), "T": _inspectors_of_teams, "S": created_by_me("person")}),
)

ASSIGNMENT = declare(
    Assignment,
    Scope(
        {"C": own_county("county"), "T": own_teams("team"), "O": under_own_organization("organization")},
        published=~Q(round__state=RoundState.PREPARING),
        draft=Q(round__state=RoundState.PREPARING),
    ),
)

FINDING = declare(
    Finding,
    Scope(
        {
            "C": own_county("county"),
            "T": own_teams("assignment__team"),
            "O": under_own_organization("organization"),
            "S": created_by_me("drafted_by"),
        },
        published=Q(state=FindingState.FED_BACK),
        draft=Q(state__in=EDITABLE_FINDING_STATES),
    ),
)
