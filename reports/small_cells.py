"""Small cells are hidden, and with them what would give them away by subtraction (access.md, G; CL-11)."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)

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
