"""The one folder that holds what an installation knows: database, files, keys. Nobody else may look in.

xuncha.sqlite3   uploads/   exports/   broker/   keys/   run/   profile
"""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from config.lib import env

PROFILES = ("demo", "mlps3")
DEFAULT_PROFILE = "mlps3"
SUBFOLDERS = ("uploads", "exports", "broker", "keys", "run")
SECRET_BYTES = 64


class DataFolder:
    """Makes the folder on first use (0700, files 0600) and keeps the secret key and the profile in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for folder in (root, *(root / name for name in SUBFOLDERS)):
            _make_private(folder)

    def __truediv__(self, name: str) -> Path:
        return self.root / name

    def secret(self, name: str) -> str:
        """The secret of this name, made on first use; raises where somebody emptied or widened the file."""
        file = self.root / "keys" / name
        if not file.exists():
            _write_once(file, secrets.token_urlsafe(SECRET_BYTES))
        value = file.read_text("ascii").strip()
        if len(value) < SECRET_BYTES:
            raise ImproperlyConfigured(f"密钥文件 keys/{name} 已损坏。/ Key file keys/{name} is damaged.")
        return value

    def profile(self, asked: str) -> str:
        """The security profile in force.

        It is chosen when the database is made and kept here. `asked` (SECURITY_PROFILE) that differs is an
        explicit change. Nothing chosen at all means the strict one.
        """
        file = self.root / "profile"
        kept = file.read_text("ascii").strip() if file.exists() else ""
        if kept and kept not in PROFILES:
            raise env.refuse(
                "SECURITY_PROFILE", "数据目录中的安全档位无法识别。", "the data folder names an unknown one."
            )
        return asked or kept or DEFAULT_PROFILE

    def keep_profile(self, asked: str) -> None:
        """Keep an explicit choice for the starts to come; call it once the settings as a whole hold."""
        file = self.root / "profile"
        if asked and not (file.exists() and file.read_text("ascii") == asked):
            write_private(file, asked)


def write_private(file: Path, content: str) -> None:
    """Write `content` so that only the owner reads it and no half file is ever seen."""
    _draft(file, content).rename(file)


def _write_once(file: Path, content: str) -> None:
    """Like `write_private`, but the first of several processes that start together wins."""
    draft = _draft(file, content)
    try:
        file.hardlink_to(draft)
    except FileExistsError:
        return
    finally:
        draft.unlink()


def _draft(file: Path, content: str) -> Path:
    # A random name: processes in containers that share the folder may share their process number, too.
    draft = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    return draft


def _make_private(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if folder.stat().st_mode & 0o077:
            folder.chmod(0o700)
    except OSError as fault:
        raise env.refuse(
            "DATA_DIR", "无法建立或使用数据目录。", "the data folder cannot be made or used."
        ) from fault
