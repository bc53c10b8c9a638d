"""The side navigation and the round switcher, filled by the apps so that the import arrow holds.

Each app registers its pages in its `AppConfig.ready()`; a reader gets those whose action he holds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.urls import reverse

# (code for the address, label for people, key)
Option = tuple[str, str, Any]
GROUPS = ("", "巡察", "线索", "整改", "成果", "数据交换", "管理")


@dataclass(frozen=True)
class Entry:
    """A page of the navigation: its group, label, URL name and the action it needs (of several, any)."""

    group: str
    label: str
    name: str
    action: str | tuple[str, ...]


_entries: list[Entry] = []
_rounds: list[Callable[[Any], list[Option]]] = []


def register(*entries: Entry) -> None:
    """Add pages; the order of registration is the order shown within a group."""
    for entry in entries:
        if entry.group not in GROUPS:
            raise ValueError(f"unknown group {entry.group!r}")
        if entry not in _entries:
            _entries.append(entry)


def register_rounds(source: Callable[[Any], list[Option]]) -> None:
    """Tell where the rounds of the switcher come from (once per request, the reader's own)."""
    _rounds[:] = [source]


def menu(request: Any) -> list[dict[str, Any]]:
    """The groups and pages this reader may enter."""
    groups: dict[str, list[dict[str, Any]]] = {group: [] for group in GROUPS}
    for entry in _entries:
        if request.user.access.can(entry.action):
            url = _address(entry.name)
            groups[entry.group].append(
                {"label": entry.label, "url": url, "active": _active(request.path, url)}
            )
    return [{"label": label, "items": items} for label, items in groups.items() if items]


@lru_cache(maxsize=256)
def _address(name: str) -> str:
    return reverse(name)


def _active(path: str, url: str) -> bool:
    return path == url if url == "/" else path.startswith(url)


def rounds(request: Any) -> list[Option]:
    """The rounds this reader may switch between."""
    return _rounds[0](request) if _rounds else []


def followed_round(request: Any) -> str:
    """The code of the round chosen in the switcher, if this reader may see it; '' for all rounds."""
    code = getattr(request, "followed_round", "")
    return code if code and any(code == one for one, _, _ in rounds(request)) else ""


def round_menu(request: Any) -> list[dict[str, Any]]:
    """The entries of the switcher; empty where there is nothing to choose."""
    options = rounds(request)
    if not options:
        return []
    current = followed_round(request)
    every = {"code": "", "name": "全部轮次", "url": "?round=", "active": not current}
    return [
        every,
        *(
            {"code": code, "name": label, "url": f"?round={code}", "active": code == current}
            for code, label, _ in options
        ),
    ]
