"""One small registry by which a later room of the house hears of an earlier one.

The import arrow forbids an earlier app to import a later one. A service of an earlier app calls
`announce("findings.changed", ...)` inside its transaction; the later app has registered a listener
in its `AppConfig.ready()`. Listeners run at once, in the same transaction, and their errors are not
swallowed: either everything is written or nothing.

Known events (name: keyword arguments)
- ``assignments.changed``: ``assignment_ids``, findings, clues, recoveries or tasks below these
  assignments were written; summary figures must follow.
- ``texts.changed``: ``model`` (class) and ``ids`` (or None for all rows): searchable text was written.
"""

from collections import defaultdict
from collections.abc import Callable

EVENTS = frozenset({"assignments.changed", "texts.changed"})

_listeners: dict[str, list[Callable[..., None]]] = defaultdict(list)


def listen(event: str, listener: Callable[..., None]) -> None:
    """Register `listener` for `event`; an unknown event is a programming error."""
    if event not in EVENTS:
        raise ValueError(f"unknown event {event!r}")
    if listener not in _listeners[event]:
        _listeners[event].append(listener)


def announce(event: str, **facts: object) -> None:
    """Call every listener of `event`, in order of registration."""
    if event not in EVENTS:
        raise ValueError(f"unknown event {event!r}")
    for listener in _listeners[event]:
        listener(**facts)
