"""What waits for a person on his workbench, told by the apps.

A provider is a function ``(user, today) -> list[Todo]``: a few lines, each naming one object or one bundle of
them; a fixed number of queries; nothing that the reader may not see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

SOON = timedelta(days=7)


@dataclass(frozen=True)
class Todo:
    """One line: what, by when (None for no date), where, and the word on the button."""

    title: str
    url: str
    due: date | None = None
    note: str = ""
    button: str = "查看"


Provider = Callable[[Any, date], Iterable[Todo]]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Add a provider."""
    if provider not in _providers:
        _providers.append(provider)


def groups(user: Any, today: date) -> list[dict[str, Any]]:
    """All lines by due date: overdue, today, this week, later, without date; empty groups left out."""
    lines = [line for provider in _providers for line in provider(user, today)]
    lines.sort(key=lambda line: line.due or date.max)
    buckets: dict[str, list[dict[str, str]]] = {
        "已超期": [],
        "今天": [],
        "七天内": [],
        "以后": [],
        "待处理": [],
    }
    for line in lines:
        label, chip, css = _chip(line.due, today)
        buckets[label].append(
            {
                "chip": chip,
                "chip_css": css,
                "title": line.title,
                "note": line.note,
                "url": line.url,
                "button": line.button,
            }
        )
    return [{"label": label, "items": items} for label, items in buckets.items() if items]


def _chip(due: date | None, today: date) -> tuple[str, str, str]:
    if due is None:
        return "待处理", "待处理", "info"
    days = (due - today).days
    if days < 0:
        return "已超期", f"超期 {-days} 天", "late"
    if days == 0:
        return "今天", "今天", "warn"
    return ("七天内" if due <= today + SOON else "以后"), f"剩 {days} 天", "info" if days <= 7 else "idle"
