"""The list of rectification tasks."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from config.lib.links import row_link
from config.lib.listing import ListPage, Total, declare
from config.lib.tables import Column
from rectification.choices import ReturnReason, TaskState
from rectification.filters import TaskFilter
from rectification.models import RectificationTask


def shown(rows: QuerySet, user: Any) -> QuerySet:
    """Nothing beyond what the columns read."""
    return rows


def totals(rows: QuerySet) -> list[Total]:
    """Count, and how many are cleared or returned, of what is filtered."""
    sums = rows.aggregate(
        n=Count("pk"),
        cleared=Count("pk", filter=Q(state=TaskState.CLEARED)),
        returned=Count("pk", filter=Q(state=TaskState.RETURNED)),
    )
    return [
        Total("共", sums["n"], "项任务"),
        Total("已销账", sums["cleared"], "项"),
        Total("已退回", sums["returned"], "项"),
    ]


COLUMNS = (
    Column(
        "code",
        "编号",
        lambda t: t.code,
        css="no",
        sort="code",
        link=row_link("rectification:task"),
        width=18,
        needs=("code",),
    ),
    Column(
        "organization", "责任单位", lambda t: t.organization.name, width=26, needs=("organization__name",)
    ),
    Column(
        "county",
        "县区",
        lambda t: t.county.name if t.county else "",
        css="opt",
        default=False,
        needs=("county__name",),
    ),
    Column(
        "round", "轮次", lambda t: t.round.name, css="opt", default=False, width=30, needs=("round__name",)
    ),
    Column("measure", "整改措施", lambda t: t.measure, css="wrap", width=50, needs=("measure",)),
    Column("person", "责任人", lambda t: t.person, css="opt", needs=("person",)),
    Column("due_on", "完成时限", lambda t: t.due_on, css="no", sort="due_on", needs=("due_on",)),
    Column(
        "state",
        "状态",
        lambda t: TaskState(t.state).label,
        badge=lambda t: TaskState(t.state).badge,
        needs=("state",),
    ),
    Column("cleared_on", "销账日期", lambda t: t.cleared_on, css="no opt", needs=("cleared_on",)),
    Column(
        "return_reason",
        "退回原因",
        lambda t: ReturnReason(t.return_reason).label if t.return_reason else "",
        css="opt",
        default=False,
        needs=("return_reason",),
    ),
)

TASKS = declare(
    ListPage(
        key="rectification:tasks",
        title="整改任务",
        group="整改",
        action="task.view",
        model=RectificationTask,
        columns=COLUMNS,
        filterset=TaskFilter,
        row_url=row_link("rectification:task"),
        shown=shown,
        totals=totals,
        unit="项任务",
        export_action="task.view",
    )
)
