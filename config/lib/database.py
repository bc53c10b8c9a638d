"""The two databases the product runs on, with the options that measurements chose (security.md R1).

SQLite: IMMEDIATE so that writers queue instead of failing, WAL so that readers go on, FULL so that a commit
outlives a power cut, secure_delete so that deleted text does not stay in free pages.
"""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote

from config.lib import env

POSTGRES = ("postgresql", "postgres")
SSL_OPTIONS = {"sslmode", "sslrootcert", "sslcert", "sslkey"}
KEEP_SECONDS = 60

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON;"
)


def from_environment(name: str, sqlite_file: Path) -> dict[str, Any]:
    """The DATABASES entry that the variable `name` asks for; SQLite in `sqlite_file` where it is not set."""
    parts = env.address(name, (*POSTGRES, "sqlite"))
    if parts is None:
        return sqlite(sqlite_file)
    if parts.scheme == "sqlite":
        if parts.netloc or not parts.path.strip("/"):
            raise env.refuse(
                name, "应写作 sqlite:////绝对路径。", "must be written sqlite:////absolute/path."
            )
        return sqlite(Path(unquote(parts.path)[1:]).absolute())
    database = unquote(parts.path).strip("/")
    if not database or "/" in database:
        raise env.refuse(name, "缺少数据库名。", "names no database.")
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    if not set(options) <= SSL_OPTIONS:
        raise env.refuse(name, "只接受 ssl 选项。", "takes ssl options only.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": {"connect_timeout": 5, **options},
        "CONN_MAX_AGE": KEEP_SECONDS,
        "CONN_HEALTH_CHECKS": True,
    }


def sqlite(file: Path) -> dict[str, Any]:
    """The DATABASES entry for one SQLite file, which only its owner may read.

    The file is made here, empty, because SQLite gives its journals the mode of the file.
    """
    if file.parent.is_dir():
        file.touch(mode=0o600)
        file.chmod(0o600)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_PRAGMAS},
        "CONN_MAX_AGE": KEEP_SECONDS,
        "CONN_HEALTH_CHECKS": True,
    }
