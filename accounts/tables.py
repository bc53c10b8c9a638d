"""Lists of the administrators: accounts and the audit trail."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone

from accounts.choices import OrganizationKind, Role
from accounts.models import AuditRecord, Organization, User
from config.lib.filters import ListFilterSet, WordsFilter
from config.lib.links import row_link
from config.lib.listing import ListPage, declare
from config.lib.paging import Sort
from config.lib.tables import Column


class UserFilter(ListFilterSet):
    """By name and by whether the account is in use."""

    search = WordsFilter(label="账号或姓名", texts=("person__name",), numbers=("username",))
    is_active = django_filters.BooleanFilter(label="启用")

    class Meta:
        model = User
        fields: list[str] = []


class AuditFilter(ListFilterSet):
    """By account, action and day."""

    actor = django_filters.CharFilter(label="操作者", field_name="actor_label")
    action = django_filters.CharFilter(label="动作", lookup_expr="istartswith")
    object_id = django_filters.CharFilter(label="对象编号")
    since = django_filters.DateFilter(label="日期自", field_name="at", lookup_expr="date__gte")
    until = django_filters.DateFilter(label="日期至", field_name="at", lookup_expr="date__lte")

    class Meta:
        model = AuditRecord
        fields: list[str] = []


def _posts(user: Any) -> str:
    return "、".join(f"{post.organization.name} {Role(post.role).label}" for post in user.person.posts.all())


def _shown_users(rows: QuerySet, user: Any) -> QuerySet:
    return rows.select_related("person").prefetch_related("person__posts__organization")


def _shown_records(rows: QuerySet, user: Any) -> QuerySet:
    return rows


def _moment(at: Any) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M:%S")


USERS = declare(
    ListPage(
        key="accounts:users",
        title="账号",
        group="管理",
        action="user.list",
        model=User,
        columns=(
            Column("username", "账号", lambda u: u.username, css="no", sort="username"),
            Column("name", "姓名", lambda u: u.person.name),
            Column("posts", "任职", _posts, width=50),
            Column(
                "is_active",
                "状态",
                lambda u: "启用" if u.is_active else "停用",
                badge=lambda u: "ok" if u.is_active else "idle",
            ),
        ),
        filterset=UserFilter,
        row_url=lambda u: "",
        shown=_shown_users,
        sort=Sort("username"),
        unit="个账号",
        follows_round=False,
    )
)

AUDIT = declare(
    ListPage(
        key="accounts:audit",
        title="审计记录",
        group="管理",
        action="audit.list",
        model=AuditRecord,
        columns=(
            Column("seq", "序号", lambda r: r.seq, css="n", sort="seq"),
            Column("at", "时间", lambda r: _moment(r.at), css="no", width=20),
            Column("actor", "操作者", lambda r: r.actor_label),
            Column("action", "动作", lambda r: r.action),
            Column("object_type", "对象类别", lambda r: r.object_type, css="opt"),
            Column("object_id", "对象", lambda r: r.object_id, css="no opt", width=38),
            Column("result", "结果", lambda r: r.result),
        ),
        filterset=AuditFilter,
        row_url=lambda r: "",
        shown=_shown_records,
        sort=Sort("seq", descending=True),
        unit="条记录",
        follows_round=False,
    )
)


class OrganizationFilter(ListFilterSet):
    """By name, sound and code."""

    search = WordsFilter(label="名称或编码", texts=("name", "pinyin"))

    class Meta:
        model = Organization
        fields: list[str] = []


def _shown_organizations(rows: QuerySet, user: Any) -> QuerySet:
    return rows.select_related("county")


# Organisations have a tree instead of a list; the search page shows those found as lines.
ORGANIZATIONS_FOUND = ListPage(
    key="accounts:organizations",
    title="机构",
    group="管理",
    action="org.view_tree",
    model=Organization,
    columns=(
        Column("code", "编码", lambda o: o.code, css="no", link=row_link("accounts:organization"), width=18),
        Column("name", "名称", lambda o: o.name, width=30),
        Column("kind", "类别", lambda o: OrganizationKind(o.kind).label),
        Column("county", "所属县区", lambda o: o.county.name if o.county else "市本级", css="opt"),
    ),
    filterset=OrganizationFilter,
    row_url=row_link("accounts:organization"),
    shown=_shown_organizations,
    follows_round=False,
)
