"""Where uploads and files for download lie: under DATA_DIR, by random id, readable by the service alone (FL-07)."""

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

from django.conf import settings

CHUNK = 1024 * 1024


def upload(batch_id: UUID) -> Path:
    """The uploaded workbook of a batch."""
    return Path(settings.UPLOADS_DIR) / f"{batch_id}.xlsx"


def marked(batch_id: UUID) -> Path:
    """The uploaded workbook with its faulty cells marked."""
    return Path(settings.UPLOADS_DIR) / f"{batch_id}.marked.xlsx"


def findings(batch_id: UUID) -> Path:
    """The list of errors and warnings of a batch."""
    return Path(settings.UPLOADS_DIR) / f"{batch_id}.json"


def artifact(artifact_id: UUID) -> Path:
    """A file made for download."""
    return Path(settings.EXPORTS_DIR) / f"{artifact_id}.xlsx"


def drafts(artifact_id: UUID) -> list[Path]:
    """What killed makers of an export left behind."""
    target = artifact(artifact_id)
    return list(target.parent.glob(f"{target.stem}.*.part"))


def store(source: Any, target: Path) -> str:
    """Write an upload to its place, whole or not at all (FL-08); returns its SHA-256."""
    digest = hashlib.sha256()
    draft = target.with_suffix(".part")
    with _private(draft) as file:
        for chunk in source.chunks(CHUNK):
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(target)
    return digest.hexdigest()


def keep(draft: Path, target: Path) -> tuple[str, int]:
    """Move a finished draft to its place; returns SHA-256 and size."""
    with draft.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
    draft.chmod(0o600)
    size = draft.stat().st_size
    draft.replace(target)
    return digest, size


def write_json(target: Path, content: Any) -> None:
    """Write a small record beside an upload."""
    draft = target.with_suffix(".part.json")
    with _private(draft) as file:
        file.write(json.dumps(content, ensure_ascii=False).encode())
    draft.replace(target)


def read_json(source: Path) -> Any:
    """The record written by `write_json`; None where it is gone."""
    try:
        return json.loads(source.read_bytes())
    except FileNotFoundError:
        return None


def remove(paths: Iterable[Path]) -> None:
    """Delete files that are done with."""
    for path in paths:
        path.unlink(missing_ok=True)


def _private(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")
