"""The list of teams."""

from typing import Any

from django.db.models import Prefetch, QuerySet

from config.lib.links import row_link
from config.lib.listing import ListPage, declare
from config.lib.tables import Column
from inspections.choices import Form, TeamRole
from inspections.filters import TeamFilter
from inspections.models import Team, TeamMember


def shown(rows: QuerySet, user: Any) -> QuerySet:
    """Members with their names, in the order of their seats."""
    members = TeamMember.objects.visible_to(user, "team.view").select_related("inspector")
    return rows.select_related("round", "deployment").prefetch_related(
        Prefetch("members", members, to_attr="seen_members")
    )


def names(team: Any, *roles: TeamRole) -> str:
    """The names of the members in these roles."""
    return "、".join(member.inspector.name for member in team.seen_members if member.role in roles)


COLUMNS = (
    Column("code", "编码", lambda t: t.code, css="no", sort="code", link=row_link("inspections:team")),
    Column("name", "名称", lambda t: t.name, width=24),
    Column("round", "轮次", lambda t: t.round.name, css="opt", width=30),
    Column("deployment", "组织单元", lambda t: t.deployment.name, css="opt", width=24),
    Column(
        "form",
        "组织形式",
        lambda t: Form(t.deployment.form).label,
        css="opt",
        badge=lambda t: Form(t.deployment.form).badge,
    ),
    Column("leader", "组长", lambda t: names(t, TeamRole.LEADER)),
    Column("deputies", "副组长", lambda t: names(t, TeamRole.DEPUTY), css="opt"),
    Column(
        "members", "联络员、成员", lambda t: names(t, TeamRole.LIAISON, TeamRole.MEMBER), css="opt", width=36
    ),
)

TEAMS = declare(
    ListPage(
        key="inspections:teams",
        title="巡察组",
        group="巡察",
        action="team.view",
        model=Team,
        columns=COLUMNS,
        filterset=TeamFilter,
        row_url=row_link("inspections:team"),
        shown=shown,
        unit="个巡察组",
        export_action="round.export",
    )
)
