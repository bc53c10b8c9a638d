"""Rows reach a page, an API answer or an export through `visible_to` alone (AC-03)."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ["accounts", "inspections", "clues", "rectification", "reports", "exchange"]
DOORS = ("views", "api", "tables", "panels.py", "options.py")
UNSCOPED = {"all", "get", "filter", "exclude", "values", "values_list", "count", "aggregate", "first", "last"}


def door_files():
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if any(part in DOORS for part in path.relative_to(ROOT / room).parts):
                yield path


def unscoped(source):
    """Lines with `X.objects.all()` and the like whose chain never calls visible_to or goes to get_visible_or_404."""
    tree = ast.parse(source)
    parents = {child: parent for parent in ast.walk(tree) for child in ast.iter_child_nodes(parent)}
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Attribute) and node.attr in UNSCOPED):
            continue
        if not (isinstance(node.value, ast.Attribute) and node.value.attr == "objects"):
            continue
        top, scoped = node, False
        while isinstance(parents.get(top), ast.Attribute | ast.Call):
            top = parents[top]
            scoped = scoped or (isinstance(top, ast.Attribute) and top.attr == "visible_to")
        function = next(iter(_enclosing(parents, node)), None)
        fetched = function is not None and "get_visible_or_404" in ast.unparse(function)
        if not (scoped or fetched):
            yield node.lineno


def _enclosing(parents, node):
    while node in parents:
        node = parents[node]
        if isinstance(node, ast.FunctionDef):
            yield node


@pytest.mark.parametrize("path", list(door_files()), ids=lambda p: str(p.relative_to(ROOT)))
def test_no_door_reads_rows_past_the_scope(path):
    assert not list(unscoped(path.read_text(encoding="utf-8")))


def test_the_check_sees_an_unscoped_read():
    assert list(unscoped("def v(r):\n    return Finding.objects.filter(a=1)\n")) == [2]
    assert not list(unscoped("def v(r):\n    return Finding.objects.visible_to(r.user).filter(a=1)\n"))
