"""The list of clues and the page of one clue."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts import audit
from accounts.access import access
from clues.choices import Accountability, ClueState, DisposalKind, Route, SanctionCategory
from clues.masking import mask_name
from clues.models import Clue, Recovery, Sanction
from clues.tables import CLUES, content_shown, post_shown, subject_shown, with_person_right
from config.lib.details import Event, Fact, Link, compact, history
from config.lib.fetch import get_visible_or_404
from config.lib.links import detail
from config.lib.listing import list_response
from config.lib.panels import panels_for
from inspections.chain import chain, with_chain_rights


@access("clue.list")
def clues(request: HttpRequest) -> HttpResponse:
    """问题线索."""
    return list_response(request, CLUES)


@access("clue.view")
def clue(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One clue: its facts with the person masked, its route and reasons, and what became of it.

    Reading a clue is itself recorded (access.md, "The promise"), in the same transaction as the reading.
    """
    rows = with_chain_rights(
        Clue.objects.select_related("county", "handler", "finding"), request.user, "assignment"
    )
    rows = rows.with_right("sees_finding", request.user, "finding.view", through="finding")
    with transaction.atomic():
        found = get_visible_or_404(Clue, request.user, pk, with_person_right(rows, request.user))
        audit.record(request.user, "clue.view", found)
    return render(
        request,
        "clues/clue.html",
        {
            "title": found.code,
            "number": found.code,
            "heading": f"{found.organization.name} 问题线索",
            "state": ClueState(found.state),
            "chain": chain(found, found.assignment, *_tail(found)),
            "facts": clue_facts(found),
            "masked": not found.unmasked,
            "sanctions": sanction_rows(found, request.user),
            "recoveries": recovery_rows(found, request.user),
            "history": history(*events(found)),
            "panels": list(panels_for("clues:clue", request, found)),
        },
    )


def _tail(found: Any) -> list[Link]:
    finding = detail("inspections:finding", found.finding_id) if found.sees_finding else ""
    name = f"问题 {found.finding.code}" if found.sees_finding else "问题"
    return [Link(name, finding), Link(f"线索 {found.code}", current=True)]


def clue_facts(found: Any) -> list[Fact]:
    """What is known of a clue, masked as this reader's right demands."""
    return compact(
        Fact("被反映人", subject_shown(found)),
        Fact("职务", post_shown(found)),
        Fact("两委干部", "是" if found.is_village_cadre else "否"),
        Fact("脱贫攻坚", "是" if found.is_poverty_related else "否"),
        Fact("重大线索", "是" if found.is_major else "否"),
        Fact("承办机关", found.handler.name),
        Fact("办理层级", Route(found.route).label, badge=Route(found.route).badge),
        Fact("处置方式", DisposalKind(found.disposal).label if found.disposal else ""),
        Fact("办理依据", wide=True, lines=tuple(reason_text(reason) for reason in found.route_reasons)),
        Fact("反映内容", content_shown(found), wide=True),
        Fact("领导责任倒查", Accountability(found.accountability).label if found.accountability else "未填"),
    )


def reason_text(reason: Any) -> str:
    """One stored reason of the route, in words."""
    return str(reason.get("text", "")) if isinstance(reason, dict) else str(reason)


def sanction_rows(found: Any, user: Any) -> list[dict[str, Any]]:
    """处理结果 of the clue, names masked like the clue's own."""
    rows = Sanction.objects.visible_to(user).filter(clue=found.pk)
    return [
        {
            "person": row.person_name if found.unmasked else mask_name(row.person_name),
            "category": SanctionCategory(row.category),
            "kind": row.kind,
            "on": row.decided_on,
        }
        for row in rows
    ]


def recovery_rows(found: Any, user: Any) -> list[Any]:
    """资金收缴 of the clue, in 万元."""
    return list(Recovery.objects.visible_to(user).filter(clue=found.pk))


def events(found: Any) -> list[Event]:
    """What happened to a clue, from its dates."""
    disposal = DisposalKind(found.disposal).label if found.disposal else ""
    return [
        Event("移交", found.transferred_on, f"移交{found.handler.name}"),
        Event("签收", found.received_on, found.handler.name),
        Event(f"提出处置意见：{disposal}", found.disposed_on),
        Event("立案", found.filed_on),
        Event("办结", found.closed_on),
    ]
