"""The list of clues: columns, totals, and the masking of persons."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from clues.choices import ClueState, DisposalKind, Route
from clues.filters import ClueFilter
from clues.masking import mask_in_text, mask_name
from clues.models import Clue
from config.lib.links import row_link
from config.lib.listing import ListPage, Total, declare
from config.lib.tables import Column


def with_person_right(rows: QuerySet, user: Any) -> QuerySet:
    """Mark the clues whose person this reader may see in full."""
    return rows.with_right("unmasked", user, "clue.view", without_modifier="m")  # type: ignore[attr-defined]


def shown(rows: QuerySet, user: Any) -> QuerySet:
    """The right to the person's name."""
    return with_person_right(rows, user)


def subject_shown(clue: Any) -> str:
    """张某某 as this reader may see it."""
    return clue.subject_name if clue.unmasked else mask_name(clue.subject_name)


def post_shown(clue: Any) -> str:
    """A post can name a person as well as a name does."""
    return clue.subject_post if clue.unmasked else mask_name(clue.subject_post)


def content_shown(clue: Any) -> str:
    """What is reflected; every person it is known to name is masked where the subject is."""
    if clue.unmasked:
        return clue.content
    names = (sanction.person_name for sanction in clue.sanctions.all())
    return mask_in_text(clue.content, clue.subject_name, clue.subject_post, *names)


def totals(rows: QuerySet) -> list[Total]:
    """Clues and filed cases of what is filtered; the two are never mixed."""
    sums = rows.aggregate(
        n=Count("pk"),
        filed=Count("pk", filter=Q(filed_on__isnull=False)),
        closed=Count("pk", filter=Q(closed_on__isnull=False)),
    )
    return [
        Total("共", sums["n"], "件线索"),
        Total("立案", sums["filed"], "件"),
        Total("办结", sums["closed"], "件"),
    ]


COLUMNS = (
    Column(
        "code",
        "编号",
        lambda c: c.code,
        css="no",
        sort="code",
        link=row_link("clues:clue"),
        width=18,
        needs=("code",),
    ),
    Column(
        "organization", "被巡察党组织", lambda c: c.organization.name, width=26, needs=("organization__name",)
    ),
    Column("subject", "被反映人", subject_shown, needs=("subject_name",)),
    Column("handler", "承办机关", lambda c: c.handler.name, css="opt", width=26, needs=("handler__name",)),
    Column("route", "办理层级", lambda c: Route(c.route).label, css="opt", needs=("route",)),
    Column(
        "county",
        "县区",
        lambda c: c.county.name if c.county else "",
        css="opt",
        default=False,
        needs=("county__name",),
    ),
    Column(
        "round", "轮次", lambda c: c.round.name, css="opt", default=False, width=30, needs=("round__name",)
    ),
    Column(
        "transferred_on",
        "移交日期",
        lambda c: c.transferred_on,
        css="no",
        sort="transferred_on",
        nullable=True,
        needs=("transferred_on",),
    ),
    Column(
        "received_on",
        "签收日期",
        lambda c: c.received_on,
        css="no opt",
        default=False,
        needs=("received_on",),
    ),
    Column(
        "disposal",
        "处置方式",
        lambda c: DisposalKind(c.disposal).label if c.disposal else "",
        css="opt",
        needs=("disposal",),
    ),
    Column("filed_on", "立案日期", lambda c: c.filed_on, css="no opt", needs=("filed_on",)),
    Column("closed_on", "办结日期", lambda c: c.closed_on, css="no opt", default=False, needs=("closed_on",)),
    Column(
        "state",
        "状态",
        lambda c: ClueState(c.state).label,
        badge=lambda c: ClueState(c.state).badge,
        needs=("state",),
    ),
)

CLUES = declare(
    ListPage(
        key="clues:clues",
        title="问题线索",
        group="线索",
        action="clue.list",
        model=Clue,
        columns=COLUMNS,
        filterset=ClueFilter,
        row_url=row_link("clues:clue"),
        shown=shown,
        totals=totals,
        unit="件线索",
        # A masked list with outcomes; the plain list in bulk is clue.export_bulk and needs a second person.
        export_action="clue_outcome.export",
    )
)
