"""Panels that a later room shows on a page of an earlier one (a finding's page shows its clue, tasks).

A panel is a function ``(request, obj) -> Panel | None``. It must itself ask `visible_to(user)`: a panel
that has nothing to show for this reader returns None and leaves no trace, not even an empty heading.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest


@dataclass(frozen=True)
class Panel:
    """What a template needs to show a panel: a title, the fragment to include and its context."""

    key: str
    title: str
    template: str
    context: dict[str, Any] = field(default_factory=dict)


Builder = Callable[[HttpRequest, Any], "Panel | None"]

_builders: dict[str, list[Builder]] = defaultdict(list)


def register(page: str, builder: Builder) -> None:
    """Add a panel to the detail page named by its URL name, e.g. ``inspections:finding``."""
    if builder not in _builders[page]:
        _builders[page].append(builder)


def panels_for(page: str, request: HttpRequest, obj: Any) -> Iterator[Panel]:
    """The panels this reader may see on that page, in order of registration."""
    for builder in _builders[page]:
        panel = builder(request, obj)
        if panel is not None:
            yield panel
