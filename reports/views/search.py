"""搜索: one box for numbers, organisations, problems and people, over everything the reader may see."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.access import access
from reports.search import LONGEST, find


@access("search.global")
@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """The first hits of each list, with the way to all of them."""
    words = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    panels = find(request, words) if words else []
    return render(request, "reports/search.html", {"title": "搜索", "words": words, "panels": panels})
