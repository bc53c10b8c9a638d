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
    """Nothing beyond what the columns read."""
    return rows


COLUMNS = (
    Column(
        "code",
        "编码",
        lambda a: a.code,
        css="no opt",
        sort="code",
        link=row_link("inspections:assignment"),
        width=32,
        needs=("code",),
    ),
    Column(
        "organization",
        "被巡察机构",
        lambda a: a.organization.name,
        link=row_link("inspections:assignment"),
        width=28,
        needs=("organization__name",),
    ),
    Column("county", "县区", lambda a: a.county.name if a.county else "", css="opt", needs=("county__name",)),
    Column(
        "round", "轮次", lambda a: a.round.name, css="opt", default=False, width=30, needs=("round__name",)
    ),
    Column("team", "巡察组", lambda a: a.team.name, css="opt", action="team.view", needs=("team__name",)),
    Column(
        "form",
        "组织形式",
        lambda a: Form(a.form).label,
        css="opt",
        badge=lambda a: Form(a.form).badge,
        action="team.view",
        needs=("form",),
    ),
    Column("entered_on", "进驻日期", lambda a: a.entered_on, css="no", needs=("entered_on",)),
    Column("left_on", "撤离日期", lambda a: a.left_on, css="no opt", needs=("left_on",)),
    Column("feedback_on", "反馈日期", lambda a: a.feedback_on, css="no opt", needs=("feedback_on",)),
    Column(
        "state",
        "状态",
        lambda a: AssignmentState(a.state).label,
        badge=lambda a: AssignmentState(a.state).badge,
        needs=("state",),
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
