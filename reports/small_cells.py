"""Small cells are hidden, and with them what would give them away by subtraction (access.md, G; CL-11)."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
Counts = tuple[int, ...]
Vector = list[int]

# A prime: sums are solved for modulo it, which is exact for tables of this kind and fast.
PRIME = 2**61 - 1
TOTAL = ("", "")

# Cells from 1 up to this are hidden; 0 tells of nobody.
LARGEST_HIDDEN = 2


def is_small(count: int) -> bool:
    """True for a count that could point to a person."""
    return 0 < count <= LARGEST_HIDDEN


def hidden_cells(cells: Mapping[Key, tuple[int, ...]]) -> set[Key]:
    """The keys of a table's rows to hide, given the counts of each row and published totals.

    A row with a small count is hidden whole. Where what is hidden could still be computed from the total (one
    row alone, or several whose sum is small), the smallest of the other rows is hidden with it.
    """
    hidden = {key for key, counts in cells.items() if any(is_small(count) for count in counts)}
    while hidden and _revealed(cells, hidden):
        others = [key for key in cells if key not in hidden and any(cells[key])]
        if not others:
            break
        hidden.add(min(others, key=lambda key: (cells[key], str(key))))
    return hidden


def _revealed(cells: Mapping[Key, tuple[int, ...]], hidden: set[Key]) -> bool:
    counted = [key for key in hidden if any(cells[key])]
    if len(counted) < 2:
        return True
    sums = [sum(column) for column in zip(*(cells[key] for key in counted), strict=True)]
    return any(is_small(total) for total in sums)


def hidden_margins(
    names: tuple[str, ...], groups: Mapping[tuple[Hashable, ...], Counts]
) -> set[tuple[str, Hashable]]:
    """Which margins of a table to hide so that no small one can be computed from those that are shown.

    `groups` holds the counts of each combination of values, `names` the dimensions in its order. A margin is (name,
    value); the grand total is TOTAL. Dimensions lean on each other (a year is the sum of its rounds), so one table's
    safety is not enough: what is shown of all of them goes into one system of equations.
    """
    margins = _margins(names, groups)
    totals = {key: _sum(groups[one] for one in members) for key, members in margins.items()}
    hidden = {key for key, counts in totals.items() if any(is_small(count) for count in counts)}
    for name in names:
        hidden |= (
            hidden_cells({key: counts for key, counts in totals.items() if key[0] == name})
            if hidden
            else set()
        )
    while (found := _first_leak(margins, totals, groups, hidden)) is not None:
        beside = [
            key for key in margins if key not in hidden and any(totals[key]) and margins[key] & margins[found]
        ]
        # The grand total last; something is shown beside a leak, or nothing could be computed.
        hidden.add(min(beside, key=lambda key: (key == TOTAL, totals[key], str(key))))
    return hidden


def _margins(
    names: tuple[str, ...], groups: Mapping[tuple[Hashable, ...], Counts]
) -> dict[tuple[str, Hashable], set[tuple[Hashable, ...]]]:
    margins: dict[tuple[str, Hashable], set[tuple[Hashable, ...]]] = {TOTAL: set(groups)}
    for group in groups:
        for name, value in zip(names, group, strict=True):
            margins.setdefault((name, value), set()).add(group)
    return margins


def _sum(counts: Iterable[Counts]) -> Counts:
    return tuple(map(sum, zip(*counts, strict=True)))


def _first_leak(
    margins: Mapping[tuple[str, Hashable], set[tuple[Hashable, ...]]],
    totals: Mapping[tuple[str, Hashable], Counts],
    groups: Mapping[tuple[Hashable, ...], Counts],
    hidden: set[tuple[str, Hashable]],
) -> tuple[str, Hashable] | None:
    """A margin with a small count that follows from what is shown; None when there is none."""
    for which in range(len(next(iter(totals.values()), ()))):
        secrets = sorted((key for key in hidden if is_small(totals[key][which])), key=str)
        if not secrets:
            continue
        # Who inspects knows where nothing was found: only the rest is unknown.
        unknown = [group for group, counts in groups.items() if counts[which]]
        shown = [[int(group in margins[key]) for group in unknown] for key in margins if key not in hidden]
        follows = _follows_from(shown)
        for key in secrets:
            if follows([int(group in margins[key]) for group in unknown]):
                return key
    return None


def _follows_from(shown: Iterable[Vector]) -> Callable[[Vector], bool]:
    """A test for a sum of unknowns: is it a combination of the sums shown?"""
    basis: list[tuple[int, Vector]] = []

    def rest(vector: Vector) -> Vector:
        for pivot, other in basis:
            if factor := vector[pivot]:
                vector = [(x - factor * y) % PRIME for x, y in zip(vector, other, strict=True)]
        return vector

    for vector in map(rest, shown):
        pivot = next((place for place, x in enumerate(vector) if x), None)
        if pivot is not None:
            inverse = pow(vector[pivot], -1, PRIME)
            basis.append((pivot, [x * inverse % PRIME for x in vector]))
    return lambda vector: not any(rest(vector))
