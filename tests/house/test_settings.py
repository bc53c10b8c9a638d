"""Settings run with nothing set, and refuse what is wrong by its name, never quoting the value."""

import json
import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAMES = (
    "DATABASE_URL",
    "DATABASE_MIGRATION_URL",
    "REDIS_URL",
    "PUBLIC_URL",
    "TRUSTED_PROXIES",
    "HOST",
    "PORT",
    "WEB_WORKERS",
    "SECURITY_PROFILE",
    "DATA_DIR",
)
SHOW = """
import json
from django.conf import settings as s
names = json.loads({names!r})
print(json.dumps({{n: getattr(s, n) for n in names}}, default=str))
"""


@pytest.fixture
def load(tmp_path: Path):
    """Load the product's settings in a process of their own, with exactly these variables."""

    def run(*names: str, **variables: str) -> dict:
        environment = {k: v for k, v in os.environ.items() if k not in NAMES}
        environment |= {
            "DATA_DIR": str(tmp_path / "data"),
            "DJANGO_SETTINGS_MODULE": "config.settings",
        } | variables
        done = subprocess.run(
            [sys.executable, "-c", SHOW.format(names=json.dumps(names or ["PORT"]))],
            env=environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise RuntimeError(done.stderr.strip().splitlines()[-1])
        return json.loads(done.stdout)

    return run


def test_demo_runs_with_nothing_else_set(load, tmp_path: Path) -> None:
    found = load("PORT", "HOST", "DEBUG", "PUBLIC_URL", "DATABASES", SECURITY_PROFILE="demo")
    assert (found["PORT"], found["HOST"], found["DEBUG"]) == (8000, "127.0.0.1", False)
    assert found["DATABASES"]["default"]["NAME"] == str(tmp_path / "data/xuncha.sqlite3")
    assert found["DATABASES"]["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_data_folder_is_closed_to_others(load, tmp_path: Path) -> None:
    load(SECURITY_PROFILE="demo")
    folders = [tmp_path / "data", *(p for p in (tmp_path / "data").rglob("*") if p.is_dir())]
    files = [p for p in (tmp_path / "data").rglob("*") if p.is_file()]
    assert {p.name for p in folders} >= {"data", "uploads", "exports", "broker", "keys", "run"}
    assert {stat.S_IMODE(p.stat().st_mode) for p in folders} == {0o700}
    assert {p.name for p in files} == {"django", "profile", "xuncha.sqlite3"}
    assert {stat.S_IMODE(p.stat().st_mode) for p in files} == {0o600}


def test_a_folder_open_to_others_is_closed(load, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir(mode=0o755)
    load(SECURITY_PROFILE="demo")
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


def test_secret_key_is_drawn_once(load) -> None:
    first, second = (load("SECRET_KEY", SECURITY_PROFILE="demo")["SECRET_KEY"] for _ in range(2))
    assert first == second
    assert len(first) >= 64


def test_processes_that_start_together_share_the_key(load) -> None:
    with ThreadPoolExecutor(6) as pool:
        keys = {
            r["SECRET_KEY"] for r in pool.map(lambda _: load("SECRET_KEY", SECURITY_PROFILE="demo"), range(6))
        }
    assert len(keys) == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "８０００"),
        ("PORT", "http"),
        ("WEB_WORKERS", "0"),
        ("WEB_WORKERS", "-1"),
        ("TRUSTED_PROXIES", "many"),
        ("SECURITY_PROFILE", "Demo"),
        ("SECURITY_PROFILE", "none"),
        ("DATABASE_URL", "mysql://u:geheim@h/d"),
        ("DATABASE_URL", "postgresql://u:geheim@h/"),
        ("DATABASE_URL", "postgresql://u:geheim@h:notaport/d"),
        ("DATABASE_URL", "postgresql://u:geheim@h/d?options=-csearch_path=x"),
        ("DATABASE_URL", "sqlite://relative.db"),
        ("DATABASE_MIGRATION_URL", "sqlite:////tmp/geheim"),
        ("REDIS_URL", "amqp://u:geheim@h"),
        ("PUBLIC_URL", "ftp://geheim"),
        ("PUBLIC_URL", "https://host/path"),
        ("PUBLIC_URL", "https://user:geheim@host"),
        ("HOST", "0.0.0.0"),
        ("HOST", "a\nb"),
    ],
)
def test_a_bad_value_is_refused_by_name(load, name: str, value: str) -> None:
    with pytest.raises(RuntimeError) as refusal:
        load(**({"SECURITY_PROFILE": "demo"} | {name: value}))
    message = str(refusal.value)
    expected = "PUBLIC_URL" if name == "HOST" and value == "0.0.0.0" else name
    assert "ImproperlyConfigured" in message
    assert expected in message
    assert "geheim" not in message


def test_data_dir_that_is_a_file_is_refused(load, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(RuntimeError, match="DATA_DIR"):
        load(SECURITY_PROFILE="demo", DATA_DIR=str(tmp_path / "file"))


def test_nothing_chosen_means_the_strict_profile(load) -> None:
    with pytest.raises(RuntimeError, match="PUBLIC_URL"):
        load()
    with pytest.raises(RuntimeError, match="PUBLIC_URL"):
        load(PUBLIC_URL="http://host")
    with pytest.raises(RuntimeError, match="TRUSTED_PROXIES"):
        load(PUBLIC_URL="https://host")


def test_strict_profile_is_strict(load) -> None:
    names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "SECURE_HSTS_SECONDS")
    found = load(
        *names, "SECURE_SSL_REDIRECT", "ALLOWED_HOSTS", PUBLIC_URL="https://xc.example", TRUSTED_PROXIES="1"
    )
    assert [found[n] for n in names] == ["__Host-session", "__Host-csrf", True, 31536000]
    assert found["SECURE_SSL_REDIRECT"] is True
    assert "xc.example" in found["ALLOWED_HOSTS"]
    assert "*" not in found["ALLOWED_HOSTS"]


def test_demo_uses_plain_cookies_and_no_hsts(load) -> None:
    names = ("SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "SECURE_HSTS_SECONDS", "SECURE_SSL_REDIRECT")
    found = load(*names, SECURITY_PROFILE="demo")
    assert [found[n] for n in names] == ["session", False, 0, False]


def test_the_profile_is_kept_and_changed_only_explicitly(load) -> None:
    strict = {"PUBLIC_URL": "https://xc.example", "TRUSTED_PROXIES": "1"}
    assert load("SECURITY_PROFILE", SECURITY_PROFILE="demo") == {"SECURITY_PROFILE": "demo"}
    assert load("SECURITY_PROFILE") == {"SECURITY_PROFILE": "demo"}
    assert load("SECURITY_PROFILE", SECURITY_PROFILE="mlps3", **strict) == {"SECURITY_PROFILE": "mlps3"}
    with pytest.raises(RuntimeError, match="PUBLIC_URL"):
        load("SECURITY_PROFILE")


def test_a_choice_that_does_not_hold_is_not_kept(load) -> None:
    load(SECURITY_PROFILE="demo")
    with pytest.raises(RuntimeError, match="PUBLIC_URL"):
        load(SECURITY_PROFILE="mlps3")
    assert load("SECURITY_PROFILE") == {"SECURITY_PROFILE": "demo"}


def test_a_damaged_profile_file_is_refused(load, tmp_path: Path) -> None:
    load(SECURITY_PROFILE="demo")
    (tmp_path / "data/profile").write_text("open")
    with pytest.raises(RuntimeError, match="SECURITY_PROFILE"):
        load()


def test_postgresql_is_read_from_its_address(load) -> None:
    url = "postgresql://user:p%40ss@db.example:6543/xuncha?sslmode=require"
    found = load("DATABASES", SECURITY_PROFILE="demo", DATABASE_URL=url)["DATABASES"]["default"]
    assert (found["HOST"], found["PORT"], found["NAME"], found["USER"], found["PASSWORD"]) == (
        "db.example",
        "6543",
        "xuncha",
        "user",
        "p@ss",
    )
    assert (found["OPTIONS"]["sslmode"], found["CONN_HEALTH_CHECKS"], found["CONN_MAX_AGE"]) == (
        "require",
        True,
        60,
    )
