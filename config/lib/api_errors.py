"""Every error of the API in one form: ``{"code", "detail"}``, with ``fields`` for a 400 (api.md, Errors).

A foreign object and a missing one answer with the same bytes (AC-04); no message repeats what was sent or what
an exception says.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError as DjangoValidationError
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import exception_handler, set_rollback

from config.lib.refusals import Refusal

# code and text by status; a text of ours may replace the latter
TEXTS = {
    400: ("invalid", "提交的内容有误，请检查后重试。"),
    401: ("not_authenticated", "请先登录或提供有效的令牌。"),
    403: ("forbidden", "没有权限执行此操作。"),
    404: ("not_found", "未找到。"),
    405: ("method_not_allowed", "不支持此请求方法。"),
    406: ("not_acceptable", "只提供 JSON 格式。"),
    409: ("wrong_state", "当前状态不允许此操作。"),
    413: ("too_large", "提交的内容过大。"),
    415: ("unsupported_media_type", "只接受 JSON 格式的内容。"),
    429: ("throttled", "请求过于频繁，请稍后再试。"),
}
# 403s that say what is missing (access.md, "Answers"); raised with this code as an attribute
REASONS = {
    "step_up_required": "此操作需要再次验证身份并说明理由。",
    "second_person_required": "此操作需要另一人批准。",
}
ROW = "non_field_errors"


def handle(fault: Exception, context: dict[str, Any]) -> Response | None:
    """The answer to `fault`; None for a programming error, which becomes a 500 without words."""
    if isinstance(fault, Refusal):
        set_rollback()
        return Response({"code": fault.code, "detail": fault.message}, status=fault.status)
    if isinstance(fault, DjangoValidationError):
        fault = exceptions.ValidationError(_fields_of(fault))
    response = exception_handler(fault, context)
    if response is not None:
        response.data = _body(fault, response)
    return response


def _body(fault: Exception, response: Response) -> dict[str, Any]:
    code, detail = TEXTS.get(response.status_code, ("error", "请求未能完成。"))
    body: dict[str, Any] = {"code": code, "detail": detail}
    if isinstance(fault, exceptions.ValidationError):
        body["fields"] = _as_fields(fault.detail)
    elif isinstance(fault, PermissionDenied) and getattr(fault, "code", "") in REASONS:
        body = {"code": fault.code, "detail": REASONS[fault.code]}  # type: ignore[attr-defined]
    elif isinstance(fault, ApiRefusal):
        body = {"code": fault.default_code, "detail": str(fault.detail)}
    elif isinstance(fault, exceptions.ParseError):
        body["fields"] = {ROW: ["内容不是有效的 JSON。"]}
    elif isinstance(fault, exceptions.AuthenticationFailed):
        body["detail"] = str(fault.detail)
    return body


def _as_fields(detail: Any) -> Any:
    return detail if isinstance(detail, dict) else {ROW: detail}


def _fields_of(fault: DjangoValidationError) -> dict[str, list[str]]:
    """A model's own complaints, by field."""
    if not hasattr(fault, "error_dict"):
        return {ROW: list(fault.messages)}
    return {ROW if name == "__all__" else name: list(texts) for name, texts in fault.message_dict.items()}


class ApiRefusal(exceptions.APIException):
    """A refusal whose code the interface names."""

    status_code = status.HTTP_403_FORBIDDEN
