"""The recusal engine: who must not inspect whom, and why (domain.md, "People and recusal").

Pure functions over plain facts, so that plans, saved teams and imported history are judged by one rule. Codes
stand for organisations.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum

ALWAYS = date.max


class Conflict(Enum):
    """The five conflicts: number, whether the leading group may waive it, and its text."""

    SERVES = (1, False, "现任职于被巡察机构或其所在县区")
    NATIVE = (2, True, "籍贯为被巡察机构所在县区")
    SERVED = (3, True, "曾在被巡察机构任职")
    RELATIVE = (4, False, "近亲属在被巡察机构任职")
    BUSY = (5, False, "时间重叠期间已在另一巡察组")

    def __init__(self, number: int, waivable: bool, text: str) -> None:
        self.number, self.waivable, self.text = number, waivable, text


@dataclass(frozen=True)
class Candidate:
    """What recusal must know of an inspector. `county` is the code of his post's county, None for the city."""

    organization: str
    county: str | None
    native_place: str
    past: frozenset[str]
    relatives: frozenset[str]


@dataclass(frozen=True)
class Target:
    """An organisation to be inspected. `kin` holds itself, those under it, and those above it below the county."""

    organization: str
    county: str | None
    county_name: str
    kin: frozenset[str]


@dataclass(frozen=True)
class Stay:
    """A time on site; an open end lasts."""

    start: date
    end: date = ALWAYS

    def overlaps(self, other: "Stay") -> bool:
        """True where the two share a day."""
        return self.start <= other.end and other.start <= self.end


def conflicts(candidate: Candidate, target: Target) -> list[Conflict]:
    """The conflicts 1 to 4 between a person and a target, in order of number.

    Undated history counts (3): whether it ended three years ago cannot be known.
    """
    found = []
    if candidate.organization == target.organization or (
        candidate.county is not None and candidate.county == target.county
    ):
        found.append(Conflict.SERVES)
    if candidate.native_place and candidate.native_place == target.county_name:
        found.append(Conflict.NATIVE)
    if candidate.past & target.kin:
        found.append(Conflict.SERVED)
    if candidate.relatives & target.kin:
        found.append(Conflict.RELATIVE)
    return found


def kin_of(
    organization: str, county: str | None, parent_of: Callable[[str], str | None], below: frozenset[str]
) -> frozenset[str]:
    """`organization`, all `below` it, and its ancestors short of the county (or of the root where it has none)."""
    family = {organization, *below}
    above = parent_of(organization)
    while above is not None and above != county and above not in family:
        if county is None and parent_of(above) is None:
            break
        family.add(above)
        above = parent_of(above)
    return frozenset(family)
