"""States of imports and of files made for download."""

from config.lib.choices import BadgedChoices


class BatchState(BadgedChoices):
    """State of an uploaded workbook."""

    UPLOADED = "uploaded", "info", "等待检查"
    WRONG = "wrong", "late", "有错误，未写入"
    READY = "ready", "warn", "检查通过，待确认"
    CONFIRMED = "confirmed", "info", "正在写入"
    DONE = "done", "ok", "已导入"
    FAILED = "failed", "late", "未能完成"
    DISCARDED = "discarded", "idle", "已放弃"


# What the maker may still confirm or discard.
WAITING_STATES = (BatchState.WRONG, BatchState.READY, BatchState.FAILED)
BUSY_STATES = (BatchState.UPLOADED, BatchState.CONFIRMED)


class ArtifactState(BadgedChoices):
    """State of a file that is made for download."""

    WAITING = "waiting", "info", "正在生成"
    READY = "ready", "ok", "可下载"
    FAILED = "failed", "late", "未能生成"
    EXPIRED = "expired", "idle", "已过期"
