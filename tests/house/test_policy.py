"""`accounts/roles.py` says exactly what the access table says (access.md)."""

import csv
from pathlib import Path

import pytest

from accounts.choices import Role
from accounts.roles import POLICY, Cell, is_secret, needs_clearance

ORACLE = Path(__file__).resolve().parents[2] / "docs" / "access.csv"


def oracle_rows():
    with ORACLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def written(cell):
    """A cell as the table writes it; modifiers in the table's order."""
    return "-" if cell is None else cell.scope + "".join(sorted(cell.modifiers, key="dpm!2".index))


@pytest.mark.parametrize("row", oracle_rows(), ids=lambda row: row["action"])
def test_every_cell_of_an_action_is_the_oracles(row):
    for role in Role:
        assert written(POLICY[row["action"]].get(role)) == row[role], role


def test_no_action_is_missing_or_invented():
    assert list(POLICY) == [row["action"] for row in oracle_rows()]


def test_roles_stand_in_the_order_of_the_columns():
    assert [role.value for role in Role] == [c for c in oracle_rows()[0] if c not in ("action", "note")]


@pytest.mark.parametrize("text", ["X", "Ax", "", "A!!3", "a"])
def test_what_is_no_cell_is_refused(text):
    with pytest.raises((ValueError, IndexError)):
        Cell.parse(text)


def test_clue_actions_are_secret_and_need_clearance():
    assert is_secret("clue.view") and is_secret("special_report.view") and is_secret("inquiry_clue_item.view")
    assert not is_secret("finding.view") and not is_secret("ledger_clue.view")
    assert needs_clearance("clue_outcome.view", Role.XD) and not needs_clearance("clue.view", Role.ITM)
    assert not needs_clearance("finding.view", Role.CO)
