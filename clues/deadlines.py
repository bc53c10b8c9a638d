"""When a clue's next step is due (domain.md, Clues). Days are data: value, unit and source stand here as one table."""

from dataclasses import dataclass
from datetime import date, timedelta

from chinese_calendar import is_workday

from clues.choices import ClueState, DisposalKind

SOURCE = "市统合巡察问题线索快查快处机制"


@dataclass(frozen=True)
class Limit:
    """A limit: so many days from the starting date; `working` counts working days of the statutory calendar."""

    step: str
    days: int
    working: bool = False
    source: str = SOURCE


RECEIVE = Limit("签收", 3, working=True)
DISPOSE = Limit("提出处置意见", 30)
INQUIRE = Limit("谈话函询了结", 30)
VERIFY = Limit("初步核实", 60)
CASE = Limit("立案审查调查", 90)


def due(limit: Limit, start: date) -> date:
    """The last day of the limit. Where the calendar of a year is not published, Monday to Friday count."""
    if not limit.working:
        return start + timedelta(days=limit.days)
    day, left = start, limit.days
    while left:
        day += timedelta(days=1)
        left -= _works(day)
    return day


def _works(day: date) -> bool:
    try:
        return bool(is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5


def next_step(
    state: str,
    *,
    transferred_on: date | None,
    received_on: date | None,
    disposal: str,
    disposed_on: date | None,
    filed_on: date | None,
) -> tuple[Limit, date] | None:
    """The limit that runs now and its last day; None where nothing is due of the handler."""
    if state == ClueState.TRANSFERRED and transferred_on:
        return RECEIVE, due(RECEIVE, transferred_on)
    if state == ClueState.RECEIVED and received_on:
        return DISPOSE, due(DISPOSE, received_on)
    if state == ClueState.IN_HAND and disposed_on:
        limit = {DisposalKind.INQUIRY: INQUIRE, DisposalKind.VERIFICATION: VERIFY}.get(DisposalKind(disposal))
        return (limit, due(limit, disposed_on)) if limit else None
    if state == ClueState.FILED and filed_on:
        return CASE, due(CASE, filed_on)
    return None
