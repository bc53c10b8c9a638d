"""Answers where no view could: what happened, what to do, a number to quote; never a word of the fault itself."""

import secrets
import sys
from typing import Any

import structlog
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import loader

log = structlog.get_logger(__name__)

# The database cannot be reached or is held by others: nothing was saved, and trying again makes sense.
BUSY = (OperationalError, InterfaceError)
RETRY_SECONDS = "5"


def answer(request: HttpRequest, status: int, message: str = "", **context: Any) -> HttpResponse:
    """The page `<status>.html`, or its JSON twin under /api/. Needs neither database nor session."""
    if request.path.startswith("/api/"):
        return JsonResponse({"detail": message, **context}, status=status)
    # No request: context processors could need what has just failed.
    page = loader.render_to_string(f"{status}.html", {"message": message, **context})
    return HttpResponse(page, status=status)


def server_error(request: HttpRequest) -> HttpResponse:
    """500 with a reference that stands in the log; 503 where only the database is away or busy (R08)."""
    fault = sys.exc_info()[0]
    reference = secrets.token_hex(4)
    log.error("request_failed", reference=reference, fault=fault.__name__ if fault else "", path=request.path)
    if fault is not None and issubclass(fault, BUSY):
        response = answer(request, 503, "系统繁忙，未保存，请稍后再试。", reference=reference)
        response.headers["Retry-After"] = RETRY_SECONDS
        return response
    return answer(request, 500, "系统出错，没有完成。", reference=reference)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token does not hold; most often the page stood open past its session."""
    return answer(request, 403, "页面已过期，刚才的操作没有执行。请刷新后重试。")


def locked_out(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """429 after too many wrong passwords; the same for accounts that exist and that do not (AU-07)."""
    return answer(request, 429, "密码错误次数过多，请 30 分钟后再试。")
