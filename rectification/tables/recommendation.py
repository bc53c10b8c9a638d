"""The list of governance recommendations."""

from typing import Any

from django.db.models import QuerySet

from config.lib.links import row_link
from config.lib.listing import ListPage, declare
from config.lib.tables import Column
from rectification.choices import ProgressState
from rectification.filters import RecommendationFilter
from rectification.models import GovernanceRecommendation


def shown(rows: QuerySet, user: Any) -> QuerySet:
    """Joins of the columns."""
    return rows.select_related("addressee", "county", "round")


COLUMNS = (
    Column(
        "code", "编号", lambda r: r.code, css="no", sort="code", link=row_link("rectification:recommendation")
    ),
    Column("title", "标题", lambda r: r.title, width=48),
    Column("addressee", "收件机构", lambda r: r.addressee.name, width=24),
    Column("round", "轮次", lambda r: r.round.name, css="opt", default=False, width=30),
    Column("sent_on", "移交日期", lambda r: r.sent_on, css="no opt"),
    Column("due_on", "办结时限", lambda r: r.due_on, css="no"),
    Column(
        "state", "状态", lambda r: ProgressState(r.state).label, badge=lambda r: ProgressState(r.state).badge
    ),
    Column("outcome", "成效", lambda r: r.outcome, css="opt", width=40),
)

RECOMMENDATIONS = declare(
    ListPage(
        key="rectification:recommendations",
        title="专项治理建议",
        group="整改",
        action="recommendation.view",
        model=GovernanceRecommendation,
        columns=COLUMNS,
        filterset=RecommendationFilter,
        row_url=row_link("rectification:recommendation"),
        shown=shown,
        unit="条建议",
        export_action="ledger_recommendation.export",
    )
)
