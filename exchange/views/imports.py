"""Pages of importing: upload, preview, confirm, result."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import stepup
from accounts.access import access
from config.lib.fetch import get_visible_or_404
from exchange import files, marking
from exchange.choices import BUSY_STATES, WAITING_STATES, BatchState
from exchange.forms import UploadForm
from exchange.models import ImportBatch, OpenQuestion
from exchange.services import batches
from exchange.sheets import SHEETS

SHOWN_PROBLEMS = 200
SHOWN_BATCHES = 20
SHOWN_QUESTIONS = 200
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@access("workbook.import")
@require_http_methods(["GET", "POST"])
def import_(request: HttpRequest) -> HttpResponse:
    """导入工作簿: upload a workbook; it is checked before anything is written."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        stepup.demand(request.user, "workbook.import")
        batch = batches.receive(form.cleaned_data["file"], actor=request.user)  # type: ignore[arg-type]
        return redirect("exchange:import_batch", pk=batch.pk)
    mine = ImportBatch.objects.visible_to(request.user)[:SHOWN_BATCHES]
    context = {
        "title": "导入工作簿",
        "form": form,
        "batches": [{"row": batch, "state": BatchState(batch.state)} for batch in mine],
        "sheets": SHEETS,
        "questions": OpenQuestion.objects.visible_to(request.user).count(),
    }
    return render(request, "exchange/import.html", context, status=400 if form.errors else 200)


@access("import_batch.view")
@require_GET
def import_batch(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One upload: progress, preview with counts and errors, result. The part `progress` is polled while busy."""
    batch = get_visible_or_404(ImportBatch, request.user, pk)
    busy = batch.state in BUSY_STATES
    if request.headers.get("HX-Request") and not busy:
        # The work is done: the page as a whole has changed.
        return HttpResponse(headers={"HX-Refresh": "true"})
    template = (
        "exchange/_progress.html" if request.headers.get("HX-Request") else "exchange/import_batch.html"
    )
    return render(request, template, _batch_context(batch, busy))


def _batch_context(batch: ImportBatch, busy: bool) -> dict[str, Any]:
    found = (None if busy else files.read_json(files.findings(batch.pk))) or {"problems": [], "warnings": []}
    return {
        "title": "导入工作簿",
        "batch": batch,
        "state": BatchState(batch.state),
        "busy": busy,
        "can_confirm": batch.state == BatchState.READY,
        "can_discard": batch.state in WAITING_STATES,
        "done": batch.state == BatchState.DONE,
        "counts": [
            {"title": s.title, "counts": batch.counts[s.title]} for s in SHEETS if s.title in batch.counts
        ],
        "changes": sum(new + changed for new, changed, _, _ in batch.counts.values()),
        "problems": found["problems"][:SHOWN_PROBLEMS],
        "warnings": found["warnings"][:SHOWN_PROBLEMS],
        "shown": SHOWN_PROBLEMS,
        "has_marked": files.marked(batch.pk).exists(),
    }


@access("workbook.import")
@require_POST
def import_confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write the checked workbook."""
    batch = get_visible_or_404(ImportBatch, request.user, pk)
    stepup.demand(request.user, "workbook.import")
    try:
        batches.confirm(batch, actor=request.user)  # type: ignore[arg-type]
    except batches.BatchBusy:
        messages.error(request, "这个批次现在不能写入：它已经写入、已放弃，或仍有错误。")
    return redirect("exchange:import_batch", pk=pk)


@access("workbook.import")
@require_POST
def import_discard(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give the upload up; nothing was written."""
    batch = get_visible_or_404(ImportBatch, request.user, pk)
    try:
        batches.discard(batch, actor=request.user)  # type: ignore[arg-type]
        messages.success(request, "已放弃这次上传，未写入任何数据。")
    except batches.BatchBusy:
        messages.error(request, "这个批次正在处理或已经写入，不能放弃。")
    return redirect("exchange:import")


@access("import_batch.view")
@require_GET
def import_problems(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The list of errors as a workbook."""
    batch = get_visible_or_404(ImportBatch, request.user, pk)
    found = files.read_json(files.findings(batch.pk))
    if not found:
        raise Http404
    target = files.upload(batch.pk).with_suffix(".list.xlsx")
    marking.write_list(target, found["problems"])
    answer = FileResponse(target.open("rb"), as_attachment=True, filename="错误清单.xlsx", content_type=XLSX)
    files.remove([target])
    return answer


@access("import_batch.view")
@require_GET
def import_marked(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The maker's own workbook with its faulty cells marked."""
    batch = get_visible_or_404(ImportBatch, request.user, pk)
    path = files.marked(batch.pk)
    if not path.exists():
        raise Http404
    return FileResponse(
        path.open("rb"), as_attachment=True, filename="标注后的工作簿.xlsx", content_type=XLSX
    )


@access("workbook.import")
@require_GET
def questions(request: HttpRequest) -> HttpResponse:
    """待核问题: what the imported history leaves open."""
    rows = OpenQuestion.objects.visible_to(request.user).order_by("sheet", "code", "id")
    sheet = request.GET.get("sheet", "")
    by_sheet = dict(rows.order_by().values_list("sheet").annotate(Count("pk")))
    counts = [{"title": one.title, "count": by_sheet[one.title]} for one in SHEETS if one.title in by_sheet]
    shown = rows.filter(sheet=sheet) if sheet else rows
    context = {
        "title": "待核问题",
        "counts": counts,
        "sheet": sheet,
        "questions": shown[:SHOWN_QUESTIONS],
        "limit": SHOWN_QUESTIONS,
    }
    return render(request, "exchange/questions.html", context)
