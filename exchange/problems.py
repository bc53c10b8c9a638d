"""What is wrong with a workbook, cell by cell, in words its maker can act on."""

from dataclasses import asdict, dataclass
from typing import Any

SHOWN_VALUE = 60


def column_letters(position: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True)
class Problem:
    """One faulty cell: where, what stands there, what is wrong, what is allowed."""

    sheet: str
    cell: str
    value: str
    wrong: str
    allowed: str = ""

    @property
    def place(self) -> str:
        """线索!J17"""
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet

    def as_dict(self) -> dict[str, str]:
        """For the list that is kept beside the upload."""
        return asdict(self)

    def __str__(self) -> str:
        value = f"「{self.value}」" if self.value else ""
        allowed = f"；应为：{self.allowed}" if self.allowed else ""
        return f"{self.place} {value}{self.wrong}{allowed}"


class WorkbookRefused(Exception):
    """The file as a whole cannot be read; `problem` says why."""

    def __init__(self, wrong: str, allowed: str = "") -> None:
        super().__init__(wrong)
        self.problem = Problem("文件", "", "", wrong, allowed)


def shown(value: Any) -> str:
    """A cell's value as it may be told back to its maker: on one line and not endless."""
    text = "" if value is None else " ".join(str(value).split())
    return text if len(text) <= SHOWN_VALUE else text[: SHOWN_VALUE - 1] + "…"
