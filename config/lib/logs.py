"""Logs: one line an event, `key=value`, and never a word that a person typed.

Messages of exceptions may quote a row of a workbook or a clue, so a traceback is told as the class of the
exception and the places it came through; neither bodies nor query strings are logged anywhere.
"""

import logging
import traceback
from types import TracebackType
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger

FRAMES = 12
_KEYS = ["timestamp", "level", "logger", "event"]


def places(trace: TracebackType | None) -> str:
    """The innermost code places of a traceback, outermost first: `file.py:line function`."""
    frames = traceback.extract_tb(trace)[-FRAMES:]
    return " < ".join(f"{'/'.join(f.filename.split('/')[-3:])}:{f.lineno} {f.name}" for f in reversed(frames))


def fault_without_words(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Replace exception info by its class and places."""
    info: Any = event.pop("exc_info", None)
    if isinstance(info, BaseException):
        info = (type(info), info, info.__traceback__)
    if isinstance(info, tuple) and info[0] is not None:
        event["fault"], event["places"] = info[0].__name__, places(info[2])
    return event


class QuietTaskFailures(logging.Filter):
    """Celery writes the text of an exception into its message; keep the task and the class."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[0] is not None:
            record.msg, record.args = "task failed", None
        return True


SHARED: list[Any] = [
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def logging_config(level: str = "INFO") -> dict[str, Any]:
    """The LOGGING setting: everything through one formatter to standard error."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"quiet_tasks": {"()": QuietTaskFailures}},
        "formatters": {
            "event": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    fault_without_words,
                    structlog.processors.LogfmtRenderer(key_order=_KEYS, drop_missing=True),
                ],
                # Exception info is told by `fault_without_words`; the default would print the message.
                "keep_exc_info": True,
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "event"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # One line per tick and per job would drown the rest.
            "celery.app.trace": {"level": "WARNING", "filters": ["quiet_tasks"]},
            "celery.worker.strategy": {"level": "WARNING"},
            "celery.beat": {"level": "WARNING"},
            "axes": {"level": "WARNING"},
        },
    }


def configure_structlog() -> None:
    """Send structlog's events the way of the standard library's."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
