"""What this app shows on pages of earlier apps."""

from typing import Any

from django.db.models import Count, Q, Sum
from django.http import HttpRequest

from config.lib import navigation
from config.lib.panels import Panel, register
from inspections import options
from reports.cuts import Cut
from reports.scope import DASHBOARDS
from reports.statistics import figures_of


def progress(request: HttpRequest, user: Any) -> Panel | None:
    """本轮进度 on the workbench: the reader's assignments and tasks of the round he follows, or of the newest."""
    if not user.access.can(DASHBOARDS):
        return None
    code, name = _round(request)
    steps = figures_of(user, Cut(round=code)).aggregate(
        n=Count("pk"),
        entered=Count("pk", filter=Q(assignment__entered_on__isnull=False)),
        left=Count("pk", filter=Q(assignment__left_on__isnull=False)),
        told=Count("pk", filter=Q(assignment__feedback_on__isnull=False)),
        tasks=Sum("tasks"),
        cleared=Sum("cleared"),
    )
    if not (code and steps["n"]):
        return None
    facts = [
        _fact("进驻", steps["entered"], steps["n"]),
        _fact("撤离", steps["left"], steps["n"]),
        _fact("反馈", steps["told"], steps["n"]),
    ]
    if steps["tasks"]:
        facts.append(_fact("整改销账", steps["cleared"], steps["tasks"]))
    context = {"progress_facts": facts, "progress_note": name}
    return Panel("progress", "本轮进度", "accounts/workbench.html", context)


def _round(request: HttpRequest) -> tuple[str, str]:
    offered = options.rounds(request)
    followed = navigation.followed_round(request)
    code, name, _ = next(
        (one for one in offered if one[0] == followed), offered[0] if offered else ("", "", "")
    )
    return code, name


def _fact(label: str, done: int, whole: int) -> dict[str, str]:
    css = "ok" if done == whole else "info" if done else "idle"
    return {"label": label, "text": f"{done} / {whole}", "css": css}


def register_all() -> None:
    """Called once, when the app is ready."""
    register("workbench", progress)
