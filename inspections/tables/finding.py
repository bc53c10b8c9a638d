"""The list of findings: columns, totals, and what each reader may see of a row."""

from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from accounts.choices import Role
from config.lib.links import row_link
from config.lib.listing import ListPage, Total, declare
from config.lib.tables import Column
from inspections.choices import FindingSource, FindingState, Form
from inspections.filters import FindingFilter
from inspections.models import Finding


def number_shown(finding: Any) -> str:
    """The office's number, or to an inspected organisation the number on its own feedback list."""
    return finding.code if finding.sees_code else str(finding.feedback_number or "")


def shown(rows: QuerySet, user: Any) -> QuerySet:
    """The rights that decide on fields."""
    return rows.with_right("sees_code", user, "finding.view", without=[Role.BO]).with_right(  # type: ignore[attr-defined]
        "sees_source", user, "finding.view_source"
    )


def totals(rows: QuerySet) -> list[Total]:
    """Count, amount in 万元 and systemic problems of what is filtered."""
    sums = rows.aggregate(n=Count("pk"), amount=Sum("amount"), systemic=Count("pk", filter=Q(systemic=True)))
    return [
        Total("共", sums["n"], "个问题"),
        Total("涉及金额", sums["amount"] or 0, "万元"),
        Total("系统性", sums["systemic"], "个"),
    ]


COLUMNS = (
    Column(
        "code",
        "编号",
        number_shown,
        css="no",
        sort="code",
        link=row_link("inspections:finding"),
        width=18,
        needs=(
            "code",
            "feedback_number",
        ),
    ),
    Column(
        "organization", "被巡察党组织", lambda f: f.organization.name, width=26, needs=("organization__name",)
    ),
    Column(
        "county",
        "县区",
        lambda f: f.county.name if f.county else "",
        css="opt",
        default=False,
        needs=("county__name",),
    ),
    Column("category", "类别", lambda f: f.category.name, css="opt", width=28, needs=("category__name",)),
    Column("title", "问题", lambda f: f.title, width=48, needs=("title",)),
    Column(
        "amount", "金额(万元)", lambda f: f.amount, css="n", sort="amount", nullable=True, needs=("amount",)
    ),
    Column(
        "systemic",
        "系统性",
        lambda f: "是" if f.systemic else "",
        css="opt",
        default=False,
        needs=("systemic",),
    ),
    Column(
        "source",
        "发现方式",
        lambda f: FindingSource(f.source).label,
        css="opt",
        default=False,
        action="finding.view_source",
        right="sees_source",
        needs=("source",),
    ),
    Column(
        "form",
        "组织形式",
        lambda f: Form(f.assignment.form).label,
        css="opt",
        default=False,
        action="round.view",
        needs=("assignment__form",),
    ),
    Column(
        "round", "轮次", lambda f: f.round.name, css="opt", default=False, width=30, needs=("round__name",)
    ),
    Column("found_on", "发现日期", lambda f: f.found_on, css="opt no", sort="found_on", needs=("found_on",)),
    Column(
        "state",
        "状态",
        lambda f: FindingState(f.state).label,
        badge=lambda f: FindingState(f.state).badge,
        needs=("state",),
    ),
)

FINDINGS = declare(
    ListPage(
        key="inspections:findings",
        title="发现问题",
        group="巡察",
        action="finding.view",
        model=Finding,
        columns=COLUMNS,
        filterset=FindingFilter,
        row_url=row_link("inspections:finding"),
        shown=shown,
        totals=totals,
        export_action="finding.export",
    )
)
