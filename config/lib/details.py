"""What every detail page is made of: facts, a clickable chain, and a history in plain sentences."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from config.lib.tables import Value, as_text


@dataclass(frozen=True)
class Fact:
    """One line of a definition list. `wide` spans the row; `lines` is a numbered list instead of a text."""

    label: str
    value: Value = ""
    url: str = ""
    badge: str = ""
    wide: bool = False
    unit: str = ""
    lines: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The value as people read it; a dash where there is none."""
        shown = as_text(self.value)
        return f"{shown} {self.unit}".strip() if shown else "—"


@dataclass(frozen=True)
class Link:
    """One step of the chain; without an address it is only told, not opened."""

    label: str
    url: str = ""
    current: bool = False


@dataclass(frozen=True)
class Event:
    """One line of the history. `on` is the day it happened, None for what has yet to come."""

    text: str
    on: date | None = None
    note: str = ""
    now: bool = False


def history(*events: Event) -> list[Event]:
    """What has happened, newest first; the newest is marked as where things stand."""
    happened = sorted((event for event in events if event.on), key=lambda event: event.on or date.min)
    happened.reverse()
    return [
        Event(event.text, event.on, event.note, now=position == 0) for position, event in enumerate(happened)
    ]


def compact(*facts: Fact | None) -> list[Any]:
    """The facts that are there."""
    return [fact for fact in facts if fact is not None]
