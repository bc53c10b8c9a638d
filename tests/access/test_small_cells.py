"""What is hidden in the tables for readers of aggregates cannot be computed from what is shown: a solver tries (CL-11).

Small cities at random, with cells of one and two clues. Everything that a reader of aggregates is shown goes into the
solver: every cut of the overview, the villages in it, and the board's charts. Which organisations were inspected in
which round, county and form he knows; how many clues each gave he does not.
"""

import random
from fractions import Fraction
from itertools import product

import pytest
from django.db import transaction

from accounts.choices import OrganizationKind as Kind
from accounts.models import Organization
from tests.access.test_figures_agree import AGGREGATES, BOARD, OVERVIEW, Rows, more

LARGEST_HIDDEN = 2
DIMENSIONS = {
    "round": lambda a: a.round.code,
    "county": lambda a: a.county.code,
    "form": lambda a: a.form,
    "organization_kind": lambda a: a.organization.kind,
    "year": lambda a: str(a.round.year),
}


def is_small(number):
    return 0 < number <= LARGEST_HIDDEN


def determined(unknowns, published):
    """A test for sets of unknowns: does what is published fix their sum? Sums of nothing but zeros are known zeros;
    the rest is linear algebra over fractions."""
    zero = set().union(*(members for members, value in published if value == 0))
    free = [u for u in unknowns if u not in zero]
    basis = []  # (pivot, row), each row reduced

    def reduced(row):
        for pivot, other in basis:
            if factor := row[pivot]:
                row = [x - factor * y for x, y in zip(row, other, strict=True)]
        return row

    for members, _value in published:
        row = reduced([Fraction(u in members) for u in free])
        pivot = next((i for i, x in enumerate(row) if x), None)
        if pivot is not None:
            basis.append((pivot, [x / row[pivot] for x in row]))
    return lambda members: not any(reduced([Fraction(u in members) for u in free]))


class Attack:
    """All that `name` is shown of clues; then `small`: what of it is small, and `broken`: what can be computed."""

    def __init__(self, stage, name):
        self.rows, self.name = Rows(stage, name), name
        self.counts = {which: dict.fromkeys((a.pk for a in self.rows.assignments), 0) for which in "tf"}
        for clue, assignment in self.rows.clues:
            self.counts["t"][assignment.pk] += 1
            self.counts["f"][assignment.pk] += bool(clue.filed_on)
        self.cells = self._cells()
        self.shown = {"t": [], "f": []}
        self.small = []
        self._overview(stage.api(name))
        for chart in stage.client(name).get(BOARD, {"round": ""}).context["charts"]:
            getattr(self, f"_{chart['id']}", lambda rows: None)(chart["rows"])

    def _cells(self):
        places = self.rows.assignments
        cells = {("all", ""): frozenset(a.pk for a in places)}
        for dimension, value_of in DIMENSIONS.items():
            for value in {value_of(a) for a in places}:
                cells[dimension, value] = frozenset(a.pk for a in places if value_of(a) == value)
        return cells

    def truth(self, which, members):
        return sum(self.counts[which][pk] for pk in members)

    def publish(self, which, where, members, value):
        if value is None or value == "—":
            return
        assert value == self.truth(which, members), (self.name, where, value)
        self.shown[which].append((members, value))
        if is_small(value):
            self.small.append((where, which, value))

    def _overview(self, api):
        villages = self.cells.get(("organization_kind", "village"), frozenset())
        for (dimension, value), members in self.cells.items():
            figures = api.get(OVERVIEW, {} if dimension == "all" else {dimension: value}).json()
            where = (dimension, value)
            self.publish("t", where, members, figures["clues_transferred"])
            self.publish("f", where, members, figures["clues_filed"])
            self.publish("t", (*where, "village"), villages & members, figures["village_clues_transferred"])
            self.publish("f", (*where, "village"), villages & members, figures["village_clues_filed"])

    def _places(self, rows):
        codes = dict(Organization.objects.filter(kind=Kind.COUNTY).values_list("name", "code"))
        for row in rows:
            members = self.cells["county", codes[row["label"]]]
            self.publish("t", ("board", row["label"]), members, row["values"][1])

    def _funnel(self, rows):
        for row in rows:
            (value,) = row["values"]
            if is_small(value):
                self.small.append(("funnel", row["label"], value))
            if which := {"移交": "t", "立案": "f"}.get(row["label"]):
                self.publish(which, ("funnel", row["label"]), self.cells["all", ""], value)

    def secrets(self):
        """(cell, which, value) of the small ones."""
        for which, (cell, members) in product("tf", self.cells.items()):
            value = self.truth(which, members)
            if is_small(value):
                yield cell, which, value

    def broken(self):
        known = {which: determined(self.counts[which], self.shown[which]) for which in "tf"}
        return [one for one in self.secrets() if known[one[1]](self.cells[one[0]])]


@pytest.mark.parametrize("name", AGGREGATES)
def test_hidden_cells_cannot_be_computed(db, stage, name):
    leaks, hidden, shown = [], 0, 0
    for seed in range(12):
        point = transaction.savepoint()
        more(stage, random.Random(seed), assignments=4 + seed, most=3 + seed // 4)
        attack = Attack(stage, name)
        leaks += [(seed, "shown", one) for one in attack.small]
        leaks += [(seed, "computed", one) for one in attack.broken()]
        hidden += len(list(attack.secrets()))
        shown += len(attack.shown["t"])
        transaction.savepoint_rollback(point)
    assert hidden >= 5 and shown >= 20, f"the premise: some are hidden ({hidden}), some shown ({shown})"
    assert not leaks, f"{name}: {len(leaks)}\n" + "\n".join(map(str, leaks))


def test_the_attack_works():
    """Two of three rows and the total give the third; a zero total gives its parts; two unknowns stay unknown."""
    abc = [({"a", "b", "c"}, 9), ({"a"}, 4), ({"b"}, 4)]
    assert determined("abc", abc)({"c"})
    assert not determined("abc", abc[:2])({"c"})
    assert determined("abcd", [({"a", "b"}, 0), ({"a", "b", "c"}, 2)])({"c"})
    chain = [({"a", "b"}, 5), ({"b", "c"}, 4), ({"c", "d"}, 3)]
    assert determined("abcd", chain)({"a", "d"}), "a + d = 5 - 4 + 3"
    assert not determined("abcd", chain)({"a"})
