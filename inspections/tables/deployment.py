"""The list of deployments."""

from typing import Any

from django.db.models import Prefetch, QuerySet

from config.lib.links import row_link
from config.lib.listing import ListPage, declare
from config.lib.tables import Column
from inspections.choices import Form
from inspections.filters import DeploymentFilter
from inspections.models import Deployment, DeploymentCounty


def shown(rows: QuerySet, user: Any) -> QuerySet:
    """The counties covered that this reader may see, in the order of the plan."""
    coverage = DeploymentCounty.objects.visible_to(user, "deployment.view").select_related("county")
    return rows.select_related("round").prefetch_related(
        Prefetch("coverage", coverage, to_attr="seen_coverage")
    )


def county_names(deployment: Any) -> str:
    """五华区、盘龙区 …"""
    return "、".join(covered.county.name for covered in deployment.seen_coverage)


COLUMNS = (
    Column("code", "编码", lambda d: d.code, css="no", sort="code", link=row_link("inspections:deployment")),
    Column("round", "轮次", lambda d: d.round.name, css="opt", width=30),
    Column("form", "组织形式", lambda d: Form(d.form).label, badge=lambda d: Form(d.form).badge),
    Column("name", "名称", lambda d: d.name, width=28),
    Column("counties", "覆盖县区", county_names, css="opt", width=50),
)

DEPLOYMENTS = declare(
    ListPage(
        key="inspections:deployments",
        title="组织单元",
        group="巡察",
        action="deployment.view",
        model=Deployment,
        columns=COLUMNS,
        filterset=DeploymentFilter,
        row_url=row_link("inspections:deployment"),
        shown=shown,
        unit="个组织单元",
        export_action="round.export",
    )
)
