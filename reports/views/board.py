"""看板: the figures for leaders. Every figure tells its formula and is a link where its list is open to the reader."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.access import access_any
from accounts.choices import OrganizationKind
from config.lib import navigation
from inspections import options
from inspections.choices import Form
from reports import charts, statistics
from reports.cuts import BadCut, Cut
from reports.scope import DASHBOARDS


@access_any(*DASHBOARDS)
@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """统合巡察看板, cut by round, county, form, kind of organisation and year."""
    params = request.GET.copy()
    if "round" not in params and (followed := navigation.followed_round(request)):
        params["round"] = followed
    errors: dict[str, str] = {}
    try:
        cut = Cut.read(params)
    except BadCut as bad:
        cut, errors = Cut(), bad.errors
    try:
        figures = statistics.overview(request.user, cut)
    except statistics.CrossFilterRefused:
        raise PermissionDenied("汇总口径只提供固定的表，请只选一个条件。") from None
    return render(request, "reports/board.html", _context(request, cut, figures, errors))


def _context(
    request: HttpRequest, cut: Cut, figures: dict[str, Any], errors: dict[str, str]
) -> dict[str, Any]:
    user: Any = request.user
    rounds = {str(pk): name for _, name, pk in options.rounds(request)}
    places = charts.by_organization(user, cut) if cut.county else charts.by_county(user, cut)
    return {
        "title": "统合巡察看板",
        "as_of": timezone.localdate(),
        "cut": cut,
        "errors": errors,
        "filters": _filters(request, cut),
        "figures": _cards(user, cut, figures),
        "charts": [
            chart
            for chart in (
                charts.funnel(user, cut),
                places,
                charts.rectification(user, cut),
                charts.categories(user, cut),
            )
            if chart and chart["rows"]
        ],
        "comparisons": [
            {
                "title": "轮次对比",
                "rows": charts.comparison(user, cut, "assignment__round", _by_uuid(rounds)),
            },
            {
                "title": "组织形式对比",
                "rows": charts.comparison(user, cut, "assignment__form", dict(Form.choices)),
            },
        ],
        "with_clues": bool(user.access.scopes(statistics.CLUE_METRICS) & {"A", "R"}),
        "definitions": _definitions(figures),
    }


def _by_uuid(names: dict[str, str]) -> Any:
    class Names(dict[Any, str]):
        def get(self, key: Any, default: Any = None) -> Any:
            return names.get(str(key), default)

    return Names(names)


def _filters(request: HttpRequest, cut: Cut) -> list[dict[str, Any]]:
    """The choices of the filter bar, those of the reader."""
    return [
        {
            "name": "round",
            "label": "轮次",
            "value": cut.round,
            "options": [(c, n) for c, n, _ in options.rounds(request)],
        },
        {
            "name": "county",
            "label": "县区",
            "value": cut.county,
            "options": [(c, n) for c, n, _ in options.counties(request)],
        },
        {"name": "form", "label": "组织形式", "value": cut.form, "options": Form.choices},
        {
            "name": "organization_kind",
            "label": "机构类别",
            "value": cut.organization_kind,
            "options": [
                o
                for o in OrganizationKind.choices
                if o[0] in ("department", "township", "enterprise", "village")
            ],
        },
    ]


# --- Figure cards -----------------------------------------------------------------------------------------
def _cards(user: Any, cut: Cut, f: dict[str, Any]) -> list[dict[str, Any]]:
    cards = [_findings_card(user, cut, f), _organizations_card(user, cut, f)]
    if "clues_transferred" in f:
        cards.append(_clues_card(user, cut, f))
    if "increase_multiple" in f:
        cards += [
            _increase_card(user, f),
            _all_filing_card(user, cut, f),
            _filing_card(user, cut, f),
            _recovered_card(user, cut, f),
        ]
    cards.append(_tasks_card(user, cut, f))
    return cards


def _link(user: Any, action: str, name: str, cut: Cut, **more: str) -> str:
    """The list that a figure counts, with the board's own filters; '' where it is closed to the reader."""
    if not user.access.can(action):
        return ""
    values = {key: getattr(cut, key) for key in cut.set_names} | more
    # An explicit empty round keeps the switcher's choice from narrowing the list.
    values.setdefault("round", "")
    return f"{reverse(name)}?{urlencode(values)}"


def _card(label: str, text: str, unit: str, note: str, url: str = "", lead: str = "") -> dict[str, str]:
    return {"label": label, "text": text, "unit": unit, "note": note, "url": url, "lead": lead}


def _number(value: float | None, form: str = ",.2f") -> str:
    return charts.HIDDEN if value is None else format(value, form)


def _findings_card(user: Any, cut: Cut, f: dict[str, Any]) -> dict[str, str]:
    note = f"{f['rounds']} 轮 · {f['counties']} 个县区"
    return _card(
        "发现问题",
        f"{f['findings']:,}",
        "个",
        note,
        _link(user, "finding.view", "inspections:findings", cut, counted="true"),
    )


def _organizations_card(user: Any, cut: Cut, f: dict[str, Any]) -> dict[str, str]:
    note = f"其中村(社区) {f['villages_inspected']} 个"
    url = _link(user, "assignment.view", "inspections:assignments", cut)
    return _card("被巡察党组织", f"{f['organizations_inspected']:,}", "个", note, url)


def _clues_card(user: Any, cut: Cut, f: dict[str, Any]) -> dict[str, str]:
    per = f.get("clues_per_organization")
    note = f"平均每个党组织 {per:.2f} 件" if per is not None else "移交及以后的线索"
    text = charts.HIDDEN if f["clues_transferred"] is None else f"{f['clues_transferred']:,}"
    return _card("移交线索", text, "件", note, _clue_link(user, cut, counted="true"))


def _clue_link(user: Any, cut: Cut, **more: str) -> str:
    # Personal grants open single clues: the list would not be what the figure counts.
    if user.access.scopes("clue.list") <= {"P"}:
        return ""
    return _link(user, "clue.list", "clues:clues", cut, **more)


def _increase_card(user: Any, f: dict[str, Any]) -> dict[str, str]:
    multiple, per, base = (
        f["increase_multiple"],
        f["clues_per_organization"],
        f["baseline_clues_per_organization"],
    )
    if multiple is None or per is None or base is None:
        return _card("较县级巡察", charts.HIDDEN, "倍", "没有县级巡察基线")
    lead = "提高" if multiple >= 0 else "降低"
    url = reverse("reports:baselines") if user.access.can("dashboard.city") else ""
    return _card("较县级巡察", f"{abs(multiple):.1f}", "倍", f"{per:.2f} ÷ {base:.2f} − 1", url, lead=lead)


def _all_filing_card(user: Any, cut: Cut, f: dict[str, Any]) -> dict[str, str]:
    share = f["filing_rate"]
    if share is None:
        return _card("成案率", charts.HIDDEN, "%", "没有移交线索")
    note = f"{f['clues_filed']:,} 件立案 ÷ {f['clues_transferred']:,} 件移交"
    return _card(
        "成案率", f"{100 * share:.1f}", "%", note, _clue_link(user, cut, counted="true", filed="true")
    )


def _filing_card(user: Any, cut: Cut, f: dict[str, Any]) -> dict[str, str]:
    share = f["village_filing_rate"]
    if share is None:
        return _card("村(社区)成案率", charts.HIDDEN, "%", "没有移交村(社区)线索")
    note = f"{f['village_clues_filed']} 件立案 ÷ {f['village_clues_transferred']} 件移交"
    url = "" if cut.organization_kind else _clue_link(user, cut, counted="true", organization_kind="village")
    return _card("村(社区)成案率", f"{100 * share:.1f}", "%", note, url)


def _recovered_card(user: Any, cut: Cut, f: dict[str, Any]) -> dict[str, str]:
    if f["recovered"] is None:
        return _card("收回清退", charts.HIDDEN, "万元", "数值过小，不单独公布")
    whole, _, cents = f["recovered"].partition(".")
    url = _clue_link(user, cut, counted="true", recovered="true")
    return _card("收回清退", f"{int(whole):,}.{cents}", "万元", "收回与清退合计，凭证不重复计", url)


def _tasks_card(user: Any, cut: Cut, f: dict[str, Any]) -> dict[str, str]:
    done, all_tasks, share = f["rectification_cleared"], f["rectification_tasks"], f["rectification_rate"]
    text = _number(None if share is None else 100 * share, ".1f")
    url = _link(user, "task.view", "rectification:tasks", cut)
    return _card("整改完成率", text, "%", f"{done:,} 销账 ÷ {all_tasks:,} 任务", url)


def _definitions(f: dict[str, Any]) -> list[tuple[str, str]]:
    """The wording of the figures that this reader sees (domain.md, Figures)."""
    lines = [
        ("发现问题", "已确认及以后的问题；只在反馈后可见者，为已反馈的问题。"),
        ("被巡察党组织", "已进驻的巡察任务所涉机构，同一机构只计一次。"),
        ("整改完成率", "已销账任务 ÷ 全部整改任务；持续整改不计为销账。"),
    ]
    if "clues_transferred" in f:
        lines.append(("移交线索", "已移交及以后的线索；线索、立案与人数分别统计，不混用。"))
    if "increase_multiple" in f:
        lines += [
            ("成案率", "曾立案线索 ÷ 已移交线索，同一口径筛选。"),
            ("较县级巡察", "每个党组织平均移交线索 ÷ 同年县级巡察平均数 − 1。"),
            ("收回清退", "各线索收回、清退金额之和，单位万元，同一凭证只计一次。"),
        ]
    return lines
