"""The list of assigned matters."""

from typing import Any

from django.db.models import QuerySet

from config.lib.links import row_link
from config.lib.listing import ListPage, declare
from config.lib.tables import Column
from rectification.choices import MatterSource, ProgressState
from rectification.filters import MatterFilter
from rectification.models import AssignedMatter


def shown(rows: QuerySet, user: Any) -> QuerySet:
    """Joins of the columns."""
    return rows.select_related("county", "round")


COLUMNS = (
    Column("code", "编号", lambda m: m.code, css="no", sort="code", link=row_link("rectification:matter")),
    Column("title", "标题", lambda m: m.title, width=48),
    Column("county", "县区", lambda m: m.county.name if m.county else "", width=20),
    Column("source", "来源", lambda m: MatterSource(m.source).label, css="opt"),
    Column("round", "轮次", lambda m: m.round.name, css="opt", default=False, width=30),
    Column("assigned_on", "交办日期", lambda m: m.assigned_on, css="no opt"),
    Column("due_on", "办结时限", lambda m: m.due_on, css="no"),
    Column(
        "state", "状态", lambda m: ProgressState(m.state).label, badge=lambda m: ProgressState(m.state).badge
    ),
)

MATTERS = declare(
    ListPage(
        key="rectification:matters",
        title="市级交办事项",
        group="整改",
        action="matter.view",
        model=AssignedMatter,
        columns=COLUMNS,
        filterset=MatterFilter,
        row_url=row_link("rectification:matter"),
        shown=shown,
        unit="项交办",
        export_action="ledger_matter.export",
    )
)
