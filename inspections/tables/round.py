"""The list of rounds."""

from typing import Any

from django.db.models import QuerySet

from accounts.choices import Role
from config.lib.links import row_link
from config.lib.listing import ListPage, declare
from config.lib.paging import Sort
from config.lib.tables import Column
from inspections.choices import RoundState
from inspections.filters import RoundFilter
from inspections.models import InspectionRound


def shown(rows: QuerySet, user: Any) -> QuerySet:
    """An inspected organisation learns a round's name and dates, no more (access.csv, round.view)."""
    return rows.with_right("sees_plan", user, "round.view", without=[Role.BO])


COLUMNS = (
    Column("code", "编码", lambda r: r.code, css="no", sort="code", link=row_link("inspections:round")),
    Column("name", "名称", lambda r: r.name, width=36),
    Column("year", "年度", lambda r: r.year, css="n", sort="year", right="sees_plan"),
    Column("starts_on", "开始日期", lambda r: r.starts_on, css="no", sort="starts_on"),
    Column("ends_on", "结束日期", lambda r: r.ends_on, css="no"),
    Column(
        "state",
        "状态",
        lambda r: RoundState(r.state).label,
        badge=lambda r: RoundState(r.state).badge if r.sees_plan else "",
        right="sees_plan",
    ),
)

ROUNDS = declare(
    ListPage(
        key="inspections:rounds",
        title="巡察轮次",
        group="巡察",
        action="round.view",
        model=InspectionRound,
        columns=COLUMNS,
        filterset=RoundFilter,
        row_url=row_link("inspections:round"),
        shown=shown,
        sort=Sort("starts_on", descending=True),
        unit="个轮次",
        follows_round=False,
        export_action="round.export",
    )
)
