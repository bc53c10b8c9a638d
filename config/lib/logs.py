"""Logs: one line an event, `key=value`, and never a word that a person typed.

Messages of exceptions may quote a row of a workbook or a clue, so a traceback is told as the class of the
exception and the places it came through; neither bodies nor query strings are logged anywhere.
"""

import json
import logging
import re
import sys
import traceback
from types import TracebackType
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger

FRAMES = 12
LONGEST_VALUE = 1000
FIRST_KEYS = ("timestamp", "level", "logger", "event")
_PLAIN = re.compile(r"[\w.:/@+-]+")
# What JSON leaves as it is and a terminal or a reader could be fooled by: controls, line separators, bidi.
_TRICKS = re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def places(trace: TracebackType | None) -> str:
    """The innermost code places of a traceback, outermost first: `file.py:line function`."""
    frames = traceback.extract_tb(trace)[-FRAMES:]
    return " < ".join(f"{'/'.join(f.filename.split('/')[-3:])}:{f.lineno} {f.name}" for f in reversed(frames))


def fault_without_words(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Replace exception info by its class and places."""
    info: Any = event.pop("exc_info", None)
    if info is True:
        info = sys.exc_info()
    if isinstance(info, BaseException):
        info = (type(info), info, info.__traceback__)
    if isinstance(info, tuple) and info[0] is not None:
        event["fault"], event["places"] = info[0].__name__, places(info[2])
    return event


def one_line(_: WrappedLogger, __: str, event: EventDict) -> str:
    """The event as `key=value …` on one line whatever the values hold (LG-08)."""
    rest = [key for key in event if key not in FIRST_KEYS]
    return " ".join(f"{key}={_value(event[key])}" for key in (*FIRST_KEYS, *rest) if key in event)


def _value(value: Any) -> str:
    text = str(value)
    if len(text) > LONGEST_VALUE:
        text = text[:LONGEST_VALUE] + "…"
    if _PLAIN.fullmatch(text):
        return text
    return _TRICKS.sub(lambda found: f"\\u{ord(found.group()):04x}", json.dumps(text, ensure_ascii=False))


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
                    one_line,
                ],
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
