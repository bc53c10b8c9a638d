"""Pages of exporting: the whole workbook, lists as filtered, and the download."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import access
from accounts.middleware import refuse_unless
from config.lib.fetch import get_visible_or_404
from config.lib.listing import page_of
from exchange.choices import ArtifactState
from exchange.models import ExportArtifact
from exchange.services import artifacts
from exchange.views.imports import XLSX

SHOWN = 20


@access("export_artifact.download")
@require_http_methods(["GET", "POST"])
def export(request: HttpRequest) -> HttpResponse:
    """导出: ask for the whole workbook (workbook.export), and one's own files of late."""
    if request.method == "POST":
        refuse_unless(request.user, "workbook.export")
        artifact = artifacts.ask_workbook(actor=request.user)  # type: ignore[arg-type]
        return redirect("exchange:export_artifact", pk=artifact.pk)
    mine = ExportArtifact.objects.visible_to(request.user)[:SHOWN]
    context = {
        "title": "导出",
        "artifacts": [{"row": one, "state": ArtifactState(one.state)} for one in mine],
        "may_export": request.user.access.can("workbook.export"),  # type: ignore[union-attr]
        "with_clues": request.user.access.can(artifacts.CLUES),  # type: ignore[union-attr]
    }
    return render(request, "exchange/export.html", context)


@access("export_artifact.download")
@require_POST
def list_export(request: HttpRequest, key: str) -> HttpResponse:
    """导出 Excel of a list, exactly as filtered. A list this reader may not enter does not exist for him."""
    try:
        page = page_of(key)
    except KeyError:
        raise Http404 from None
    refuse_unless(request.user, page.action)
    if not page.export_action:
        raise Http404
    refuse_unless(request.user, page.export_action)
    artifact = artifacts.ask_list(key, request.POST.get("query", ""), actor=request.user)  # type: ignore[arg-type]
    return redirect("exchange:export_artifact", pk=artifact.pk)


@access("export_artifact.download")
@require_GET
def export_artifact(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One file: progress, then the download."""
    artifact = get_visible_or_404(ExportArtifact, request.user, pk)
    busy = artifact.state == ArtifactState.WAITING
    if request.headers.get("HX-Request"):
        if busy:
            return HttpResponse(status=204)
        return HttpResponse(headers={"HX-Refresh": "true"})
    context = {
        "title": "导出文件",
        "artifact": artifact,
        "state": ArtifactState(artifact.state),
        "busy": busy,
        "ready": artifacts.may_download(artifact, request.user),  # type: ignore[arg-type]
    }
    return render(request, "exchange/export_artifact.html", context)


@access("export_artifact.download")
@require_GET
def export_download(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The file itself; 404 as soon as the rights it was made under are gone."""
    artifact = get_visible_or_404(ExportArtifact, request.user, pk)
    if not artifacts.may_download(artifact, request.user):  # type: ignore[arg-type]
        raise Http404
    path = artifacts.downloaded(artifact, actor=request.user)  # type: ignore[arg-type]
    if not path.exists():
        raise Http404
    name = f"{artifact.title}-{artifact.created_at:%Y%m%d}.xlsx"
    answer = FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type=XLSX)
    answer["Content-Security-Policy"] = "sandbox"
    return answer
