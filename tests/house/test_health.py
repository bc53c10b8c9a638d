"""/healthz says what is missing, and that it cannot tell."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from accounts.models import Heartbeat
from accounts.outbox import beat_seen

pytestmark = pytest.mark.django_db


def test_nothing_seen_yet() -> None:
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.json()["missing"]) == (503, ["worker", "scheduler"])


def test_all_seen() -> None:
    beat_seen("worker")
    beat_seen("scheduler")
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "missing": []})


def test_scheduler_fell_silent() -> None:
    beat_seen("worker")
    Heartbeat.objects.create(service="scheduler", seen_at=timezone.now() - timedelta(seconds=16))
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.json()["missing"]) == (503, ["scheduler"])


def test_database_away() -> None:
    with patch("config.health.heartbeats", side_effect=OperationalError):
        answer = Client().get("/healthz")
    assert (answer.status_code, answer.json()["missing"]) == (503, ["database"])


def test_health_is_read_only() -> None:
    assert Client().post("/healthz").status_code == 405
