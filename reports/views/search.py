"""搜索: one box for numbers, organisations, problems and people, over everything the reader may see."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET
from rest_framework.throttling import SimpleRateThrottle

from accounts.access import access
from config.lib.refusals import TooOften
from reports.search import LONGEST, find


class SearchRate(SimpleRateThrottle):
    """WB-06: a person searches now and then, a program sweeps."""

    scope = "search"

    def get_cache_key(self, request: HttpRequest, view: object) -> str:
        """One count an account."""
        return self.cache_format % {"scope": self.scope, "ident": request.user.pk}


@access("search.global")
@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """The first hits of each list, with the way to all of them."""
    words = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    if words and not SearchRate().allow_request(request, None):
        raise TooOften("搜索太频繁，请一分钟后再试。")
    panels = find(request, words) if words else []
    return render(request, "reports/search.html", {"title": "搜索", "words": words, "panels": panels})
