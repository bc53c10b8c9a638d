"""The list of the inspector pool."""

from typing import Any

from django.db.models import Count, QuerySet

from config.lib.links import row_link
from config.lib.listing import ListPage, declare
from config.lib.paging import Sort
from config.lib.tables import Column
from inspections.choices import Gender, Qualification
from inspections.filters import InspectorFilter
from inspections.models import Inspector


def shown(rows: QuerySet, user: Any) -> QuerySet:
    """Where they serve, and how often they were called before."""
    return rows.select_related("organization", "organization__county").annotate(times=Count("seats"))


COLUMNS = (
    Column(
        "number", "工号", lambda i: i.number, css="no", sort="number", link=row_link("inspections:inspector")
    ),
    Column("name", "姓名", lambda i: i.name, sort="pinyin"),
    Column("gender", "性别", lambda i: Gender(i.gender).label if i.gender else "", css="opt", default=False),
    Column("organization", "单位", lambda i: i.organization.name, width=32),
    Column("native_place", "籍贯", lambda i: i.native_place, css="opt"),
    Column("post", "职务", lambda i: i.post, css="opt"),
    Column("specialities", "专业特长", lambda i: i.specialities, css="opt"),
    Column(
        "qualification",
        "可任职务",
        lambda i: Qualification(i.qualification).label,
        badge=lambda i: Qualification(i.qualification).badge,
    ),
    Column("times", "参加次数", lambda i: i.times, css="n opt"),
)

INSPECTORS = declare(
    ListPage(
        key="inspections:inspectors",
        title="人才库",
        group="巡察",
        action="inspector.view",
        model=Inspector,
        columns=COLUMNS,
        filterset=InspectorFilter,
        row_url=row_link("inspections:inspector"),
        shown=shown,
        sort=Sort("number"),
        unit="人",
        follows_round=False,
        export_action="inspector.export",
    )
)
