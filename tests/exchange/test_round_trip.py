"""Out and in again: the same cells; the same file twice: nothing new; a number of statements that does not grow."""

from datetime import date as D
from pathlib import Path

import pytest
import python_calamine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditRecord, Organization
from clues.models import Clue, Recovery, Sanction
from exchange.services import importing
from exchange.services.exporting import export_workbook
from inspections.models import Assignment, Finding, InspectionRound, Inspector, Team
from rectification.models import AssignedMatter, GovernanceRecommendation, RectificationTask
from reports.models import Baseline
from tests.exchange.small_office import ROWS, write

SAMPLE = Path(__file__).resolve().parents[2] / "inspections" / "fixtures" / "kunming-2019.xlsx"
CHILDREN_FIRST = (
    Sanction,
    Recovery,
    Clue,
    RectificationTask,
    GovernanceRecommendation,
    AssignedMatter,
    Finding,
    Assignment,
    Team,
)


def cells(file):
    book = python_calamine.CalamineWorkbook.from_path(str(file))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def by_key(sheets):
    return {name: [rows[0], *sorted(rows[1:], key=str)] for name, rows in sheets.items()}


def empty():
    """An empty database again, as a fresh installation has it."""
    call_command("flush", interactive=False, verbosity=0)
    assert not Organization.objects.exists() and not Clue.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("which", ["sample", "small"])
def test_export_import_export_gives_the_same_cells(tmp_path, which):
    source = SAMPLE if which == "sample" else write(tmp_path / "office.xlsx")
    importing.import_file(source, None)
    export_workbook(first := tmp_path / "first.xlsx")
    assert by_key(cells(first)) == by_key(cells(source)), "nothing of the office's own file is lost"
    empty()
    importing.import_file(first, None)
    export_workbook(second := tmp_path / "second.xlsx")
    assert cells(second) == cells(first)


@pytest.mark.django_db
def test_the_same_file_twice_changes_nothing_and_says_so(tmp_path, capsys):
    file = write(tmp_path / "office.xlsx")
    call_command("import_workbook", str(file))
    assert "导入完成" in capsys.readouterr().out
    before = {
        m: list(m.objects.order_by("pk").values())
        for m in (Finding, Clue, Sanction, RectificationTask, Inspector)
    }
    call_command("import_workbook", str(file))
    assert "没有变化，未写入任何数据" in capsys.readouterr().out
    assert {m: list(m.objects.order_by("pk").values()) for m in before} == before


@pytest.mark.django_db
def test_a_changed_row_updates_itself_alone_and_says_so(tmp_path):
    importing.import_file(write(tmp_path / "a.xlsx"), None)
    others = list(Finding.objects.exclude(code="WT1").values())
    report = importing.import_file(write(tmp_path / "b.xlsx", {"问题!D2": "新标题", "资金收缴!C2": 4}), None)
    counts = {
        title: (c.new, c.changed, c.unchanged) for title, c in report.counts.items() if c.new or c.changed
    }
    assert counts == {"问题": (0, 1, 1), "资金收缴": counts["资金收缴"]} and sum(counts["资金收缴"][:2]) >= 1
    assert Finding.objects.get(code="WT1").title == "新标题"
    assert list(Finding.objects.exclude(code="WT1").values()) == others
    assert sorted(map(str, Recovery.objects.values_list("amount", flat=True))) == ["1.00", "4.00"]


@pytest.mark.django_db
def test_dry_run_writes_nothing(tmp_path, capsys):
    call_command("import_workbook", str(write(tmp_path / "a.xlsx")), "--dry-run")
    assert "仅检查，未写入" in capsys.readouterr().out
    assert not Organization.objects.exists()


@pytest.mark.django_db
def test_states_follow_from_dates_and_are_marked_as_history(tmp_path):
    importing.import_file(write(tmp_path / "a.xlsx"), None)
    states = dict(Assignment.objects.values_list("code", "state"))
    assert states == {"RW1": "fed_back", "RW2": "on_site"}
    assert dict(Finding.objects.values_list("code", "state")) == {"WT1": "fed_back", "WT2": "confirmed"}
    assert dict(Clue.objects.values_list("code", "state")) == {"XS1": "closed", "XS2": "transferred"}
    assert InspectionRound.objects.get().state == "rectifying", "one task is still open"
    assert Finding.objects.filter(imported=True).count() == 2
    assert AuditRecord.objects.filter(action="workbook.import").count() == 1
    assert Baseline.objects.get().organizations == 311


@pytest.mark.django_db
def test_statements_do_not_grow_with_rows(tmp_path):
    few, many = 0, 0
    importing.import_file(write(tmp_path / "base.xlsx"), None)  # the text index of a table's first rows apart
    for size in (5, 600):
        rows = [
            [
                f"N{size}-{n}",
                "RW1",
                "聚焦一/落实不力",
                f"标题{n}",
                "事实。",
                "查阅资料",
                n,
                "否",
                D(2019, 3, 20),
            ]
            for n in range(size)
        ]
        file = write(tmp_path / "n.xlsx", extra={"问题": rows})
        with CaptureQueriesContext(connection) as caught:
            importing.import_file(file, None)
        few, many = many, len(caught)
    assert many <= few + 6, (few, many)
    assert Finding.objects.count() == 2 + 605


def test_the_small_office_has_every_sheet():
    assert len(ROWS) == 14 and all(ROWS.values())
