"""What is installed is pinned, hashed and asked for with a reason; nothing says where it is fetched from."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SETS = ["requirements", "requirements-dev", "requirements-node"]


def pins(name: str) -> list[str]:
    """The blocks of a pinned file: one requirement with its hashes each."""
    text = (ROOT / f"{name}.txt").read_text("utf-8")
    return re.split(r"\n(?=[a-z0-9])", text.strip(), flags=re.IGNORECASE)


@pytest.mark.parametrize("name", SETS)
def test_every_library_is_pinned_with_hashes(name: str) -> None:
    for block in pins(name):
        assert re.match(r"[\w.\[\]-]+==[\w.+!]+( |$)", block.splitlines()[0]), block.splitlines()[0]
        assert "--hash=sha256:" in block, block.splitlines()[0]


@pytest.mark.parametrize("name", SETS)
def test_no_address_is_named(name: str) -> None:
    assert "://" not in (ROOT / f"{name}.txt").read_text("utf-8")


def test_what_serves_is_what_is_tested() -> None:
    def versions(name: str) -> set[str]:
        return {block.split()[0] for block in pins(name)}

    assert versions("requirements") <= versions("requirements-dev")


def test_every_runtime_library_has_a_reason() -> None:
    lines = (ROOT / "requirements.in").read_text("utf-8").splitlines()
    without = [line for line in lines if line and not line.startswith("#") and "#" not in line]
    assert without == []


def test_front_end_lock_names_hashes_and_no_address() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
    for name, entry in lock["packages"].items():
        assert "resolved" not in entry, name
        assert not name or entry["integrity"].startswith("sha512-"), name
