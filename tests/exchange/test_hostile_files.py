"""Files made to harm: refused in words, before anything is opened in earnest (security.md FL-01 to FL-05, FL-09)."""

import io
import zipfile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from exchange import safety
from exchange.models import ImportBatch
from exchange.services import importing
from exchange.services.exporting import export_workbook
from tests.exchange.small_office import write


def rebuilt(source, *, change=None, add=None):
    """The workbook's archive with parts changed (name -> function of bytes) or added (name -> bytes)."""
    target = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change[name](data) if change and name in change else data)
        for name, data in (add or {}).items():
            new.writestr(name, data)
    return target.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
HOSTILE = {
    "text with the ending": lambda good: b"this is no archive",
    "empty": lambda good: b"",
    "cut off": lambda good: good.read_bytes()[: len(good.read_bytes()) // 2],
    "old or encrypted": lambda good: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4000,
    "archive of something else": lambda good: rebuilt_zip({"hello.txt": b"x"}),
    "macros": lambda good: rebuilt(good, add={"xl/vbaProject.bin": b"x" * 100}),
    "macros by type": lambda good: rebuilt(
        good,
        change={
            "[Content_Types].xml": lambda data: data.replace(
                b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
            )
        },
    ),
    "external links": lambda good: rebuilt(good, add={"xl/externalLinks/externalLink1.xml": b"<x/>"}),
    "embedded program": lambda good: rebuilt(good, add={"xl/embeddings/oleObject1.bin": b"MZ"}),
    "archive inside": lambda good: rebuilt(good, add={"xl/media/inner.zip": b"PK\x03\x04"}),
    "entities": lambda good: rebuilt(good, change={SHEET: lambda data: ENTITY + data.split(b"?>", 1)[1]}),
    "bomb": lambda good: rebuilt(good, add={"xl/worksheets/sheet99.xml": b" " * 60_000_000}),
    "too many parts": lambda good: rebuilt(
        good, add={f"xl/x{n}.xml": b"<x/>" for n in range(safety.MAX_ENTRIES + 1)}
    ),
    "path outside": lambda good: rebuilt(good, add={"../../etc/passwd": b"x"}),
}


def rebuilt_zip(parts):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)
    return target.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_words(tmp_path, name):
    good = write(tmp_path / "good.xlsx")
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(HOSTILE[name](good))
    report = importing.check(bad)
    assert len(report.problems) == 1 and report.problems[0].sheet == "文件", report.problems
    assert report.problems[0].wrong
    assert report.plan is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xls", b"x"),
        ("a.xlsm", b"x"),
        ("a.csv", b"x"),
        ("a.xlsx.exe", b"x"),
        ("a.xlsx", b""),
        ("noending", b"x"),
    ],
)
def test_the_upload_page_refuses_other_files(cast, name, content):
    answer = cast.client("co").post(reverse("exchange:import"), {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 400
    assert answer.context["form"].errors["file"]
    assert not ImportBatch.objects.exists()


@pytest.mark.django_db
def test_the_name_of_the_file_is_kept_nowhere(cast, tmp_path, settings):
    """A file named after a person would carry the name into lists and logs."""
    data = write(tmp_path / "x.xlsx").read_bytes()
    upload = SimpleUploadedFile("龚暗雀的线索.xlsx", data)
    answer = cast.client("co").post(reverse("exchange:import"), {"file": upload})
    assert answer.status_code == 302
    row = ImportBatch.objects.values().get()
    assert "暗雀" not in str(row)
    names = [str(path) for path in settings.DATA_DIR.rglob("*")]
    assert any("uploads" in name for name in names) and not any("暗雀" in name for name in names)


@pytest.mark.django_db
def test_text_that_looks_like_a_formula_stays_text(tmp_path):
    """FL-09: as typed in, as typed out, never a formula for whoever opens the export."""
    words = {"问题!D2": "=1+1", "问题!E2": "@SUM(A1)", "问题!D3": "+86", "问题!E3": '-1;DDE("cmd")'}
    importing.import_file(write(tmp_path / "in.xlsx", words), None)
    export_workbook(tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["问题"]
    found = {
        cell.value: cell.data_type
        for row in sheet.iter_rows()
        for cell in row
        if cell.value in words.values()
    }
    assert found == dict.fromkeys(words.values(), "s")


@pytest.mark.django_db
def test_more_exports_than_anybody_needs_are_refused(cast):
    client = cast.client("co")
    address = reverse("exchange:list_export", args=["inspections:findings"])
    codes = [client.post(address, {"query": ""}).status_code for _ in range(31)]
    assert codes == [302] * 30 + [429]
    assert cast.client("xo").post(address, {"query": ""}).status_code in (302, 403)
