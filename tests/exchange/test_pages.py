"""Upload, preview, confirm, result; and downloads: as their maker sees them, and as nobody else does.

The worker's part is called as the worker calls it; tests/exchange/test_killed.py runs it in its own process.
"""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts import outbox
from accounts.models import AuditRecord, Organization, OutboxJob
from exchange.models import ExportArtifact, ImportBatch
from exchange.services import artifacts, batches
from inspections.models import Finding
from tests.cast import CANARY
from tests.exchange.small_office import write

WORK = {
    "exchange.check": batches.check_job,
    "exchange.import": batches.import_job,
    "exchange.tidy": batches.tidy_job,
    "exchange.export": artifacts.export_job,
}


def work():
    """Do what waits in the outbox, as the worker's child does."""
    while row := OutboxJob.objects.filter(state="waiting", kind__in=WORK, due_at__lte=timezone.now()).first():
        taken = outbox._take(str(row.pk), "test")
        assert taken is not None
        WORK[row.kind](taken)


def upload(client, file):
    data = SimpleUploadedFile("office.xlsx", file.read_bytes())
    answer = client.post(reverse("exchange:import"), {"file": data})
    assert answer.status_code == 302
    return answer.url


@pytest.mark.django_db
def test_a_right_workbook_from_upload_to_result(cast, tmp_path, settings):
    client = cast.client("co")
    file = write(
        tmp_path / "office.xlsx",
        drop=(
            "机构",
            "人才库",
            "轮次",
            "组织单元",
            "巡察组",
            "巡察任务",
            "问题",
            "线索",
            "处理结果",
            "资金收缴",
            "整改任务",
            "专项治理建议",
            "市级交办事项",
        ),
    )
    page = upload(client, file)
    assert client.get(page).context["busy"]
    work()
    preview = client.get(page)
    assert preview.context["can_confirm"] and [c["title"] for c in preview.context["counts"]] == [
        "县级巡察基线"
    ]
    assert client.post(f"{page}confirm/").status_code == 302
    assert client.post(f"{page}confirm/", follow=True).status_code == 200, "twice is told, not failed"
    work()
    result = client.get(page)
    assert result.context["done"]
    batch = ImportBatch.objects.get()
    assert batch.state == "done"
    assert AuditRecord.objects.filter(action="workbook.import").count() == 1
    assert not [p for p in settings.DATA_DIR.rglob("*") if str(batch.pk) in p.name and p.suffix == ".xlsx"]
    assert "工作簿已导入" in client.get(reverse("accounts:inbox")).content.decode()


@pytest.mark.django_db
def test_a_wrong_workbook_is_shown_cell_by_cell_and_given_back_marked(cast, tmp_path):
    client, before = cast.client("co"), Finding.objects.count()
    page = upload(client, write(tmp_path / "office.xlsx", {"问题!I2": "昨天", "轮次!E2": "2018-01-01"}))
    work()
    shown = client.get(page)
    text = shown.content.decode()
    assert "问题!I2" in text and "昨天" in text and "不是日期" in text and "未写入任何数据" in text
    assert not shown.context["can_confirm"]
    client.post(f"{page}confirm/")
    work()
    assert Finding.objects.count() == before and ImportBatch.objects.get().state == "wrong"
    listed = openpyxl.load_workbook(io.BytesIO(_body(client.get(f"{page}problems/"))))
    cells = [str(value) for row in listed.active.iter_rows(values_only=True) for value in row if value]
    assert any("I2" in value for value in cells) and any("E2" in value for value in cells)
    marked = openpyxl.load_workbook(io.BytesIO(_body(client.get(f"{page}marked/"))))
    assert marked["问题"]["I2"].comment and not marked["问题"]["I3"].comment
    assert marked["轮次"]["E2"].fill.fgColor.rgb != marked["轮次"]["D2"].fill.fgColor.rgb
    client.post(f"{page}discard/")
    work()
    assert client.get(f"{page}marked/").status_code == 404


def _body(answer):
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


@pytest.mark.django_db
def test_an_upload_is_its_makers_alone(cast, tmp_path):
    page = upload(cast.client("co"), write(tmp_path / "office.xlsx"))
    work()
    for name in ("co_uncleared", "lg", "xo", "xd", "itl", "itm", "bo", "sys", "sec", "aud"):
        client = cast.client(name)
        for part in ("", "problems/", "marked/"):
            assert client.get(page + part).status_code in (403, 404), (name, part)
        for part in ("confirm/", "discard/"):
            assert client.post(page + part).status_code in (403, 404), (name, part)
        assert client.get(reverse("exchange:import")).status_code == (
            200 if name == "co_uncleared" else 403
        ), name
    assert ImportBatch.objects.get().state != "confirmed"


def export(cast, name, key, query=""):
    """The rows of a list's Excel file as `name` gets them; None where he may not ask."""
    client = cast.client(name)
    answer = client.post(reverse("exchange:list_export", args=[key]), {"query": query})
    if answer.status_code != 302:
        assert answer.status_code in (403, 404)
        return None
    work()
    download = client.get(f"{answer.url}download/")
    book = openpyxl.load_workbook(io.BytesIO(_body(download)))
    return [[cell for cell in row if cell is not None] for row in book.active.iter_rows(values_only=True)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "seen"), [("co", 11), ("itl", None), ("xo", None), ("bo", 1), ("lg", None), ("itm", None)]
)
def test_a_list_goes_out_as_its_reader_sees_it(cast, name, seen):
    rows = export(cast, name, "inspections:findings", "round=")
    visible = Finding.objects.visible_to(cast.user(name)).count()
    if not cast.user(name).access.can("finding.export"):
        assert rows is None
        return
    assert len(rows) == visible + 1
    text = str(rows)
    assert CANARY not in text
    if name == "bo":
        assert "WT-" not in text, "an organisation meets no office number"


@pytest.mark.django_db
def test_clues_go_out_masked(cast):
    rows = export(cast, "co", "clues:clues", "round=")
    assert len(rows) >= 5 and CANARY not in str(rows) and "龚**" in str(rows)
    for name in ("xo", "bo", "lg", "itm", "sys"):
        assert export(cast, name, "clues:clues") is None, name


@pytest.mark.django_db
def test_a_filter_goes_with_it(cast):
    rows = export(cast, "co", "inspections:findings", "round=&state=fed_back&cols=code,state")
    assert rows[0] == ["编号", "状态"] and {row[1] for row in rows[1:]} == {"已反馈"}


@pytest.mark.django_db
def test_a_file_is_for_its_maker_while_his_rights_last(cast):
    client = cast.client("co")
    asked = client.post(reverse("exchange:export")).url
    work()
    artifact = ExportArtifact.objects.get()
    download = f"{asked}download/"
    book = openpyxl.load_workbook(io.BytesIO(_body(client.get(download))))
    assert (
        len(book.sheetnames) == 14 and AuditRecord.objects.filter(action="export_artifact.download").exists()
    )
    for name in ("co_uncleared", "lg", "xo", "xd", "bo", "sys"):
        assert cast.client(name).get(download).status_code in (403, 404), name
    cast.users["co"].person.posts.update(ends_on="2020-01-01")
    assert client.get(download).status_code in (403, 404), "the rights are gone, so is the file"
    assert artifact.state == "ready"


@pytest.mark.django_db
def test_who_is_not_cleared_gets_the_workbook_without_clues(cast):
    client = cast.client("co_uncleared")
    asked = client.post(reverse("exchange:export")).url
    work()
    book = openpyxl.load_workbook(io.BytesIO(_body(client.get(f"{asked}download/"))))
    assert not {"线索", "处理结果", "资金收缴"} & set(book.sheetnames) and "问题" in book.sheetnames
    assert Organization.objects.count() == book["机构"].max_row - 1
