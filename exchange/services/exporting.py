"""The whole office in one workbook: the fourteen sheets, as they would be imported.

Rows stand in the order of their codes, so that the same database always gives the same cells.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter
from django.db.models import TextChoices

from accounts.choices import OrganizationKind
from accounts.models import Organization
from clues.choices import Accountability, DisposalKind, RecoveryMethod, SanctionCategory
from clues.models import Clue, Recovery, Sanction
from exchange import sheets
from exchange.services.list_exports import PLAIN
from exchange.sheets import CLUE_SHEETS, SHEETS, Sheet
from inspections.choices import FindingSource, Form, Gender, Qualification, TeamRole
from inspections.models import (
    Assignment,
    Deployment,
    DeploymentCounty,
    Finding,
    InspectionRound,
    Inspector,
    PastOrganization,
    RelativeOrganization,
    Team,
    TeamMember,
)
from rectification.choices import MatterSource, ProgressState, ReturnReason, TaskState
from rectification.models import AssignedMatter, GovernanceRecommendation, RectificationTask
from reports.models import Baseline

Row = tuple[Any, ...]
CHUNK = 5000
DATE_FORMAT = "yyyy-mm-dd"


def export_workbook(path: Path, *, with_clues: bool = True) -> dict[str, int]:
    """Write the workbook; returns rows by sheet. Clue sheets are left out for who is not cleared for them."""
    written = {}
    with xlsxwriter.Workbook(str(path), PLAIN) as book:
        head = book.add_format({"bold": True, "bg_color": "#DDDDDD"})
        day = book.add_format({"num_format": DATE_FORMAT})
        for sheet in SHEETS:
            if sheet in CLUE_SHEETS and not with_clues:
                continue
            written[sheet.title] = _write_sheet(book, sheet, _ROWS[sheet.title](), head, day)
    return written


def _write_sheet(book: Any, sheet: Sheet, rows: Iterable[Row], head: Any, day: Any) -> int:
    page = book.add_worksheet(sheet.title)
    page.freeze_panes(1, 0)
    for position, field in enumerate(sheet.fields):
        page.set_column(position, position, max(10, len(field.title) * 2.4))
        page.write_string(0, position, field.title, head)
    count = 0
    string, number, moment = page.write_string, page.write_number, page.write_datetime
    for count, row in enumerate(rows, 1):
        for position, value in enumerate(row):
            # What is empty stays empty; a person's text is always text (FL-09).
            if value is None or value == "":
                continue
            if isinstance(value, str):
                string(count, position, value)
            elif isinstance(value, date):
                moment(count, position, value, day)
            else:
                number(count, position, float(value) if isinstance(value, Decimal) else value)
    return count


def _label(choices: type[TextChoices]) -> Callable[[str], str]:
    labels = {str(value): str(label) for value, label in choices.choices}
    return lambda value: labels.get(value, "")


def _yes_no(value: bool) -> str:
    return "是" if value else "否"


def _rows(model: Any, *columns: str, key: str = "code") -> Iterator[Row]:
    return model.objects.order_by(key).values_list(*columns).iterator(CHUNK)


def _joined(model: Any, owner: str, value: str) -> dict[str, str]:
    """Owner's code -> codes joined by a semicolon, in their order."""
    found: dict[str, list[str]] = defaultdict(list)
    for code, one in model.objects.order_by("position").values_list(owner, value):
        found[code].append(one)
    return {code: ";".join(codes) for code, codes in found.items()}


# --- One function a sheet: its rows in the order of its columns --------------------------------------------
def _organizations() -> Iterator[Row]:
    kind = _label(OrganizationKind)
    by_path = dict(Organization.objects.order_by().values_list("path", "code"))
    columns = ("code", "name", "kind", "path", "division_code")
    for code, name, value, path, division in _rows(Organization, *columns):
        yield code, name, kind(value), by_path.get(path[: -Organization.steplen]), division


def _inspectors() -> Iterator[Row]:
    past = _joined(PastOrganization, "inspector__number", "organization__code")
    relatives = _joined(RelativeOrganization, "inspector__number", "organization__code")
    gender, qualification = _label(Gender), _label(Qualification)
    columns = (
        "number", "name", "gender", "organization__code", "native_place", "post", "specialities", "qualification",
    )  # fmt: skip
    for number, name, sex, *middle, duty in _rows(Inspector, *columns, key="number"):
        yield number, name, gender(sex), *middle, qualification(duty), past.get(number), relatives.get(number)


def _rounds() -> Iterator[Row]:
    return _rows(InspectionRound, "code", "name", "year", "starts_on", "ends_on")


def _deployments() -> Iterator[Row]:
    counties = _joined(DeploymentCounty, "deployment__code", "county__code")
    form = _label(Form)
    for code, in_round, value, name, text in _rows(
        Deployment, "code", "round__code", "form", "name", "description"
    ):
        yield code, in_round, form(value), name, counties.get(code), text


def _teams() -> Iterator[Row]:
    seats: dict[tuple[str, str], list[str]] = defaultdict(list)
    members = TeamMember.objects.order_by("position").values_list("team__code", "role", "inspector__number")
    for team, role, number in members:
        seats[(team, role)].append(number)
    for code, deployment, name in _rows(Team, "code", "deployment__code", "name"):
        yield code, deployment, name, *(";".join(seats[(code, role)]) for role in TeamRole)


def _assignments() -> Iterator[Row]:
    return _rows(
        Assignment, "code", "team__code", "organization__code", "entered_on", "left_on", "feedback_on"
    )


def _findings() -> Iterator[Row]:
    source = _label(FindingSource)
    columns = (
        "code", "assignment__code", "category__label", "title", "facts", "source", "amount", "systemic", "found_on",
    )  # fmt: skip
    for *start, how, amount, systemic, found in _rows(Finding, *columns):
        yield *start, source(how), amount, _yes_no(systemic), found


def _clues() -> Iterator[Row]:
    disposal, accountability = _label(DisposalKind), _label(Accountability)
    columns = (
        "code", "finding__code", "subject_name", "subject_post", "is_village_cadre", "is_poverty_related", "is_major",
        "content", "transferred_on", "handler__code", "received_on", "disposal", "disposed_on", "filed_on", "closed_on",
        "accountability",
    )  # fmt: skip
    for row in _rows(Clue, *columns):
        flags = (_yes_no(flag) for flag in row[4:7])
        yield *row[:4], *flags, *row[7:11], disposal(row[11]), *row[12:15], accountability(row[15])


def _sanctions() -> Iterator[Row]:
    category = _label(SanctionCategory)
    rows = Sanction.objects.order_by("clue__code", "position")
    columns = ("clue__code", "person_name", "category", "kind", "decided_on")
    for clue, person, value, kind, day in rows.values_list(*columns).iterator(CHUNK):
        yield clue, person, category(value), kind, day


def _recoveries() -> Iterator[Row]:
    method = _label(RecoveryMethod)
    rows = Recovery.objects.order_by("clue__code", "position")
    columns = ("clue__code", "method", "amount", "recovered_on", "voucher")
    for clue, value, amount, day, voucher in rows.values_list(*columns).iterator(CHUNK):
        yield clue, method(value), amount, day, voucher


def _tasks() -> Iterator[Row]:
    state, reason = _label(TaskState), _label(ReturnReason)
    columns = (
        "code", "finding__code", "measure", "organization__code", "person", "due_on", "state", "cleared_on",
        "return_reason",
    )  # fmt: skip
    for *start, value, cleared, why in _rows(RectificationTask, *columns):
        yield *start, state(value), cleared, reason(why)


def _recommendations() -> Iterator[Row]:
    state = _label(ProgressState)
    columns = (
        "code", "round__code", "addressee__code", "title", "finding__code", "content", "sent_on", "due_on", "state",
        "outcome",
    )  # fmt: skip
    for *start, value, outcome in _rows(GovernanceRecommendation, *columns):
        yield *start, state(value), outcome


def _matters() -> Iterator[Row]:
    source, state = _label(MatterSource), _label(ProgressState)
    columns = (
        "code", "round__code", "addressee__code", "source", "title", "finding__code", "assigned_on", "due_on", "state",
    )  # fmt: skip
    for code, in_round, place, origin, *middle, value in _rows(AssignedMatter, *columns):
        yield code, in_round, place, source(origin), *middle, state(value)


def _baselines() -> Iterator[Row]:
    return _rows(Baseline, "year", "organizations", "clues", key="year")


_ROWS: dict[str, Callable[[], Iterable[Row]]] = {
    sheets.ORGANIZATIONS.title: _organizations,
    sheets.INSPECTORS.title: _inspectors,
    sheets.ROUNDS.title: _rounds,
    sheets.DEPLOYMENTS.title: _deployments,
    sheets.TEAMS.title: _teams,
    sheets.ASSIGNMENTS.title: _assignments,
    sheets.FINDINGS.title: _findings,
    sheets.CLUES.title: _clues,
    sheets.SANCTIONS.title: _sanctions,
    sheets.RECOVERIES.title: _recoveries,
    sheets.TASKS.title: _tasks,
    sheets.RECOMMENDATIONS.title: _recommendations,
    sheets.MATTERS.title: _matters,
    sheets.BASELINES.title: _baselines,
}
