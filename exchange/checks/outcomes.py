"""Sanctions and recoveries."""

from collections.abc import Iterator

from clues.choices import SANCTION_KINDS, SanctionCategory
from exchange import sheets
from exchange.problems import Problem
from exchange.reader import Workbook
from exchange.world import World


def sanction_kinds(book: Workbook, world: World) -> Iterator[Problem]:
    """处理种类 belongs to its 处理类别."""
    table = book.table(sheets.SANCTIONS)
    for index, (category, kind) in enumerate(zip(table["category"], table["kind"], strict=True)):
        if category and kind and kind not in SANCTION_KINDS[SanctionCategory(category)]:
            label = SanctionCategory(category).label
            allowed = "、".join(SANCTION_KINDS[SanctionCategory(category)])
            yield table.problem(index, "kind", f"不是{label}的种类", allowed)


def vouchers(book: Workbook, world: World) -> Iterator[Problem]:
    """A voucher counts once, in the file and in the database. A clue's own rows are replaced, so they do not clash."""
    table = book.table(sheets.RECOVERIES)
    replaced = set(table["clue"])
    taken = {voucher: f"线索「{clue}」" for voucher, clue in world.vouchers.items() if clue not in replaced}
    for index, voucher in enumerate(table["voucher"]):
        if voucher is None:
            continue
        if voucher in taken:
            yield table.problem(index, "voucher", f"凭证号重复，{taken[voucher]}已使用", "唯一的凭证号")
        else:
            taken[voucher] = f"第 {table.lines[index]} 行"
