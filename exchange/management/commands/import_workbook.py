"""`manage.py import_workbook FILE [--dry-run]`: the same checks, report and writes as the page."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from exchange.services import importing
from exchange.services.importing import Report


class Command(BaseCommand):
    """Import the office's workbook. Exit status 1 where it has errors; then nothing is written."""

    help = "导入工作簿；--dry-run 只检查不写入"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="只检查，不写入")

    def handle(self, *args: Any, file: Path, dry_run: bool, **options: Any) -> None:
        if not file.is_file():
            raise CommandError(f"找不到文件：{file}")
        report = importing.check(file)
        self._print(report)
        if report.problems:
            raise CommandError(f"工作簿有 {len(report.problems)} 处错误，未写入任何数据。")
        if dry_run:
            self.stdout.write("仅检查，未写入。")
            return
        importing.apply(report, actor=None)
        self.stdout.write("没有变化，未写入任何数据。" if report.changes_nothing else "导入完成。")

    def _print(self, report: Report) -> None:
        self.stdout.write("工作表\t新增\t变更\t未变\t错误")
        for title, c in report.counts.items():
            self.stdout.write(f"{title}\t{c.new}\t{c.changed}\t{c.unchanged}\t{c.wrong}")
        for problem in report.problems:
            self.stdout.write(f"错误 {problem}")
        for warning in report.warnings:
            self.stdout.write(f"提示 {warning}")
