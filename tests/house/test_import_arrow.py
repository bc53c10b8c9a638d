"""The one direction of imports: nobody imports a room to the right of his own (docs/architecture.md)."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ["accounts", "inspections", "clues", "rectification", "reports", "exchange"]


def imported_rooms(path):
    """(line, room) of every import of one of our apps in a file, wherever it stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [node.module]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            if name.split(".")[0] in ROOMS:
                yield node.lineno, name.split(".")[0]


def files_of(room):
    return sorted(path for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_to_its_left(room):
    allowed = set(ROOMS[: ROOMS.index(room) + 1])
    files = files_of(room)
    assert files, "the premise: the room exists"
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {other}"
        for path in files
        for line, other in imported_rooms(path)
        if other not in allowed
    ]
    assert not wrong, "\n".join(wrong)


def test_mechanisms_import_no_room():
    wrong = [
        f"{path.name}:{line} imports {other}"
        for path in (ROOT / "config" / "lib").rglob("*.py")
        for line, other in imported_rooms(path)
    ]
    assert not wrong, "\n".join(wrong)


def test_the_check_sees_an_import_to_the_right(tmp_path):
    bad = tmp_path / "bad.py"
    bad.write_text("def f():\n    from exchange.models import ImportBatch\n", encoding="utf-8")
    assert list(imported_rooms(bad)) == [(2, "exchange")]
