"""全局搜索: the lists of the product, asked for the same words.

Each list answers through its own filter set over the rows its reader may see, so a hit here is a hit there and nobody
learns here what his lists do not tell him (AC-08).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict

from accounts.tables import ORGANIZATIONS_FOUND
from clues.tables import CLUES
from config.lib.excerpts import excerpts, first_hits
from config.lib.listing import ROUND_PARAMETER, ListPage
from config.lib.panels import Panel
from inspections.tables.assignment import ASSIGNMENTS
from inspections.tables.deployment import DEPLOYMENTS
from inspections.tables.finding import FINDINGS
from inspections.tables.inspector import INSPECTORS
from inspections.tables.round import ROUNDS
from inspections.tables.team import TEAMS
from rectification.tables.matter import MATTERS
from rectification.tables.recommendation import RECOMMENDATIONS
from rectification.tables.task import TASKS

LONGEST = 100


@dataclass(frozen=True)
class Section:
    """One list to be searched; `action` where searching it is a right of its own."""

    page: ListPage
    action: str = ""


SECTIONS = (
    Section(FINDINGS),
    Section(CLUES, action="clue.search"),
    Section(TASKS),
    Section(RECOMMENDATIONS),
    Section(MATTERS),
    Section(ASSIGNMENTS),
    Section(ORGANIZATIONS_FOUND),
    Section(ROUNDS),
    Section(DEPLOYMENTS),
    Section(TEAMS),
    Section(INSPECTORS),
)


def find(request: HttpRequest, words: str) -> list[Panel]:
    """The first hits of every list the reader may search; one query each."""
    return excerpts(*(_hits(request, section, words) for section in SECTIONS))


def _hits(request: HttpRequest, section: Section, words: str) -> Panel | None:
    user: Any = request.user
    page = section.page
    if not user.access.can(page.action) or (section.action and not user.access.can(section.action)):
        return None
    data = QueryDict(mutable=True)
    data["search"] = words
    found = page.filtered(data, user, request).qs
    if section.action:
        found = found.filter(pk__in=page.model.objects.visible_to(user, section.action).values("pk"))  # type: ignore[attr-defined]
    link = {"search": words, **({ROUND_PARAMETER: ""} if page.follows_round else {})}
    return first_hits(page, user, found, **link)
