"""Compute the summary rows behind board and overview anew, or only say whether they are right."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from reports.services import figures


class Command(BaseCommand):
    help = "重新计算看板与统计所用的汇总数据；--check 只核对，不改动。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="只核对，有差异时以 1 退出。")

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = figures.differences()
        if options["check"]:
            if wrong:
                text = "、".join(f"{name} {number} 行" for name, number in wrong.items())
                raise CommandError(f"汇总数据与明细不一致：{text}。请运行 refresh_figures。")
            self.stdout.write("汇总数据与明细一致。")
            return
        with transaction.atomic():
            figures.refresh(assignment_ids=None)
        self.stdout.write("已重新计算汇总数据。")
