"""Tables behind the board's charts: pure functions over the same scoped summary rows as the figures."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Sum

from inspections.choices import Form
from reports import statistics
from reports.cuts import Cut
from reports.models import CategoryFigures
from reports.small_cells import TOTAL, is_small

HIDDEN = "—"


def board_url(cut: Cut, **changes: Any) -> str:
    """The board cut as now, with some filters changed."""
    values = {name: getattr(cut, name) for name in cut.set_names} | changes
    return f"?{urlencode({name: value for name, value in values.items() if value})}"


def funnel(user: Any, cut: Cut) -> dict[str, Any] | None:
    """移交 → 签收 → 处置 → 立案 → 处理; only for who may know these sums uncut or in full."""
    if "K" in user.access.scopes(statistics.CLUE_METRICS) or not user.access.can(statistics.CLUE_METRICS):
        return None
    if statistics.only_aggregates(user) and cut.set_names:
        return None
    names = ("transferred", "received", "disposed", "filed", "sanctioned")
    sums = statistics.clue_figures_of(user, cut).aggregate(**{f"all_{name}": Sum(name) for name in names})
    if statistics.only_aggregates(user) and (
        any(is_small(sum_ or 0) for sum_ in sums.values()) or TOTAL in statistics.hidden_clue_cells(user)
    ):
        return None
    labels = ("移交", "签收", "处置", "立案", "处分处理")
    rows = [
        {"label": label, "url": "", "values": [sums[f"all_{name}"] or 0]}
        for label, name in zip(labels, names, strict=True)
    ]
    return {
        "id": "funnel", "title": "线索去向", "note": "移交 → 签收 → 处置 → 立案 → 处分处理", "kind": "funnel",
        "series": ["件"], "rows": rows, "head": "环节",
    }  # fmt: skip


def by_county(user: Any, cut: Cut) -> dict[str, Any]:
    """Findings, and clues where known, of each county; a click opens the county's board."""
    return _by_place(
        user, cut, "assignment__county", "county", "各县区问题与线索", "点击进入县区", label="assignment__county__name",
        code="assignment__county__code",
    )  # fmt: skip


def by_organization(user: Any, cut: Cut) -> dict[str, Any]:
    """The same for the organisations of one county."""
    return _by_place(
        user, cut, "assignment__organization", "", "被巡察党组织", "", label="assignment__organization__name",
        code="assignment__organization__code",
    )  # fmt: skip


def _by_place(
    user: Any, cut: Cut, column: str, name: str, title: str, note: str, *, label: str, code: str
) -> dict[str, Any]:
    grouped = statistics.figures_of(user, cut).order_by().values(column, label, code)
    rows = grouped.annotate(n=Sum(statistics.findings_expression(user))).order_by(code)
    clues = _clues_by(user, cut, column)
    series = ["问题", *(["线索"] if clues is not None else [])]
    return {
        "id": "places", "note": note, "kind": "bar",
        "title": title if clues is not None else title.replace("与线索", ""),
        "series": series, "head": "县区" if name else "党组织", "wide": not name,
        "rows": [
            {
                "label": row[label] or "市本级",
                "url": board_url(cut, **{name: row[code]}) if name and row[code] else "",
                "values": [row["n"] or 0, *([clues.get(row[column], 0)] if clues is not None else [])],
            }
            for row in rows
        ],
    }  # fmt: skip


def _clues_by(user: Any, cut: Cut, column: str) -> dict[Any, Any] | None:
    """Clues by place; None for who may not know. Aggregates hide small cells and stay uncut."""
    scopes = user.access.scopes(statistics.CLUE_METRICS)
    if not scopes:
        return None
    if statistics.only_aggregates(user):
        if cut.set_names or column != "assignment__county":
            return None
        hidden = {value for name, value in statistics.hidden_clue_cells(user) if name == "county"}
    else:
        hidden = set()
    grouped = statistics.clue_figures_of(user, cut).order_by().values(column).annotate(n=Sum("transferred"))
    return {row[column]: HIDDEN if row[column] in hidden else row["n"] for row in grouped}


def rectification(user: Any, cut: Cut) -> dict[str, Any]:
    """Tasks cleared and open by county."""
    grouped = (
        statistics.figures_of(user, cut)
        .order_by()
        .values("assignment__county__name", "assignment__county__code")
    )
    rows = grouped.annotate(n=Sum("tasks"), done=Sum("cleared")).order_by("assignment__county__code")
    return {
        "id": "rectification", "title": "整改进度", "note": "已销账与未销账任务", "kind": "stack",
        "series": ["已销账", "未销账"],
        "head": "县区", "horizontal": False,
        "rows": [
            {
                "label": row["assignment__county__name"] or "市本级",
                "url": "",
                "values": [row["done"] or 0, (row["n"] or 0) - (row["done"] or 0)],
            }
            for row in rows
        ],
    }  # fmt: skip


def categories(user: Any, cut: Cut) -> dict[str, Any]:
    """Findings by first-level category, stacked by form."""
    grouped = (
        _category_rows(user, cut)
        .order_by()
        .values("category__parent__name", "assignment__form")
        .annotate(n=Sum(statistics.findings_expression(user)))
    )
    table: dict[str, dict[str, int]] = {}
    for row in grouped:
        table.setdefault(row["category__parent__name"] or "未分类", {})[row["assignment__form"]] = (
            row["n"] or 0
        )
    forms = list(Form)
    ordered = sorted(table.items(), key=lambda item: -sum(item[1].values()))
    return {
        "id": "categories", "title": "问题类别", "note": "按组织形式", "kind": "stack", "horizontal": True,
        "series": [form.label for form in forms], "head": "类别",
        "rows": [
            {"label": name, "url": "", "values": [counts.get(form.value, 0) for form in forms]}
            for name, counts in ordered
        ],
    }  # fmt: skip


def _category_rows(user: Any, cut: Cut) -> Any:
    assignments = statistics.figures_of(user, cut).values("assignment")
    return CategoryFigures.objects.filter(assignment__in=assignments)


def comparison(
    user: Any, cut: Cut, column: str, labels: dict[str, str] | None = None
) -> list[dict[str, Any]]:
    """Rounds, or forms, side by side: organisations, findings, tasks, rate; clues where known in full."""
    grouped = statistics.figures_of(user, cut).order_by().values(column)
    rows = grouped.annotate(
        organizations=Count("assignment__organization", distinct=True),
        n=Sum(statistics.findings_expression(user)),
        all_tasks=Sum("tasks"),
        all_cleared=Sum("cleared"),
    ).order_by(column)
    scopes = user.access.scopes(statistics.CLUE_METRICS)
    clues: dict[Any, dict[str, int]] | None = None
    if scopes & {"A", "R"}:
        sums = statistics.clue_figures_of(user, cut).order_by().values(column)
        clues = {row[column]: row for row in sums.annotate(t=Sum("transferred"), f=Sum("filed"))}
    return [_compared(row, column, labels, clues) for row in rows]


def _compared(row: Any, column: str, labels: dict[str, str] | None, clues: Any) -> dict[str, Any]:
    tasks, cleared = row["all_tasks"] or 0, row["all_cleared"] or 0
    found = (clues or {}).get(row[column], {"t": 0, "f": 0})
    return {
        "label": labels.get(row[column], row[column]) if labels else row[column],
        "organizations": row["organizations"],
        "findings": row["n"] or 0,
        "clues": None if clues is None else found["t"],
        "filed": None if clues is None else found["f"],
        "tasks": tasks,
        "cleared": cleared,
        "rate": None if not tasks else f"{100 * cleared / tasks:.1f}%",
    }
