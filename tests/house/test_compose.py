"""The container topology: accepted by the client, and nothing but the proxy reachable from outside."""

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
SERVICES = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))["services"]


@cache
def client() -> list[str] | None:
    """`docker compose` or the older `docker-compose`; checking a file needs no engine."""
    if shutil.which("docker"):
        found = subprocess.run(["docker", "compose", "version"], capture_output=True)
        if found.returncode == 0:
            return ["docker", "compose"]
    return ["docker-compose"] if shutil.which("docker-compose") else None


def test_compose_accepts_the_file() -> None:
    if client() is None and os.environ.get("CI") != "true":
        pytest.skip("needs docker compose: apt-get install docker-compose")
    assert client() is not None, "CI needs docker compose"
    done = subprocess.run([*client(), "config", "--quiet"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_all_parts_are_there() -> None:
    assert set(SERVICES) == {"proxy", "web", "worker", "scheduler", "migrate", "postgres", "redis"}


def test_only_the_proxy_has_ports() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert [name for name, service in SERVICES.items() if "outside" in service["networks"]] == ["proxy"]


def test_redis_writes_down_asks_a_password_and_never_drops() -> None:
    command = SERVICES["redis"]["command"][-1]
    for option in ("--requirepass", "--appendonly yes", "--maxmemory-policy noeviction"):
        assert option in command


def test_only_migrations_know_the_owner_of_the_database() -> None:
    owners = [
        name for name in SERVICES if "DATABASE_MIGRATION_URL" in (SERVICES[name].get("environment") or {})
    ]
    assert owners == ["migrate"]


@pytest.mark.parametrize("name", ["web", "worker", "scheduler", "migrate"])
def test_the_product_runs_with_little_power(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["environment"]["SECURITY_PROFILE"] == "mlps3"


def test_no_password_stands_in_the_file() -> None:
    text = (ROOT / "docker-compose.yml").read_text("utf-8") + (ROOT / "deploy/env.example").read_text("utf-8")
    for line in text.splitlines():
        if "PASSWORD=" in line:
            assert line.rstrip().endswith("="), line
    assert "USER xuncha" in (ROOT / "Dockerfile").read_text("utf-8")
