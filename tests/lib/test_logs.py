"""A log line says what broke and where, never what somebody typed."""

import io
import logging
import logging.config

import pytest
import structlog

from config.lib.logs import configure_structlog, logging_config

SECRET = "张三收受礼金"


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch):
    """Log through the product's own configuration and read what came out."""
    out = io.StringIO()
    config = logging_config()
    config["handlers"]["stderr"]["stream"] = out
    config["loggers"] = {name: {**entry, "propagate": True} for name, entry in config["loggers"].items()}
    before = logging.root.handlers[:]
    logging.config.dictConfig(config)
    configure_structlog()
    yield lambda: out.getvalue().splitlines()
    logging.root.handlers[:] = before


def broken() -> None:
    raise ValueError(SECRET)


def test_an_exception_is_told_without_its_words(lines) -> None:
    try:
        broken()
    except ValueError:
        logging.getLogger("django.request").exception("Internal Server Error: %s", "/x/")
        structlog.get_logger("accounts").exception("job_failed", job="1")
    first, second = lines()
    for line in (first, second):
        assert "fault=ValueError" in line
        assert "test_logs.py" in line
        assert SECRET not in line
    assert "/x/" in first
    assert "event=job_failed" in second


def test_celery_task_failures_lose_their_words(lines) -> None:
    try:
        broken()
    except ValueError as fault:
        logging.getLogger("celery.app.trace").error("Task x raised unexpected: %r", fault, exc_info=True)
    (line,) = lines()
    assert "task failed" in line
    assert SECRET not in line


@pytest.mark.parametrize("trick", ["\r\n", "\n", "\r", "\x1b[2J", "\x00", "\u2028", "\u202e", "\x85"])
def test_one_event_is_one_line(lines, trick: str) -> None:
    structlog.get_logger("accounts").warning("sign_in_refused", agent=f"a{trick}level=info event=forged")
    logging.getLogger("accounts").warning("agent %s", f"b{trick}event=forged")
    assert len(lines()) == 2
    assert trick not in "".join(lines())


def test_a_long_value_is_cut(lines) -> None:
    structlog.get_logger("accounts").warning("sign_in_refused", agent="x" * 10_000)
    assert len(lines()[0]) < 1_200
