"""The list of assignments."""

from typing import Any

from django.db.models import QuerySet

from config.lib.links import row_link
from config.lib.listing import ListPage, declare
from config.lib.tables import Column
from inspections.choices import AssignmentState, Form
from inspections.filters import AssignmentFilter
from inspections.models import Assignment


def shown(rows: QuerySet, user: Any) -> QuerySet:
    """Joins of the columns."""
    return rows.select_related("organization", "county", "team", "round")


COLUMNS = (
    Column(
        "code",
        "编码",
        lambda a: a.code,
        css="no opt",
        sort="code",
        link=row_link("inspections:assignment"),
        width=32,
    ),
    Column(
        "organization",
        "被巡察机构",
        lambda a: a.organization.name,
        link=row_link("inspections:assignment"),
        width=28,
    ),
    Column("county", "县区", lambda a: a.county.name if a.county else "", css="opt"),
    Column("round", "轮次", lambda a: a.round.name, css="opt", default=False, width=30),
    Column("team", "巡察组", lambda a: a.team.name, css="opt", action="team.view"),
    Column(
        "form",
        "组织形式",
        lambda a: Form(a.form).label,
        css="opt",
        badge=lambda a: Form(a.form).badge,
        action="team.view",
    ),
    Column("entered_on", "进驻日期", lambda a: a.entered_on, css="no"),
    Column("left_on", "撤离日期", lambda a: a.left_on, css="no opt"),
    Column("feedback_on", "反馈日期", lambda a: a.feedback_on, css="no opt"),
    Column(
        "state",
        "状态",
        lambda a: AssignmentState(a.state).label,
        badge=lambda a: AssignmentState(a.state).badge,
    ),
)

ASSIGNMENTS = declare(
    ListPage(
        key="inspections:assignments",
        title="巡察任务",
        group="巡察",
        action="assignment.view",
        model=Assignment,
        columns=COLUMNS,
        filterset=AssignmentFilter,
        row_url=row_link("inspections:assignment"),
        shown=shown,
        unit="个任务",
        export_action="round.export",
    )
)
