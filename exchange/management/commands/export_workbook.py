"""`manage.py export_workbook FILE`: the fourteen sheets."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from accounts import audit
from exchange.services.exporting import export_workbook


class Command(BaseCommand):
    """Export everything, clues included: whoever has the shell has the database. The file is made 0600."""

    help = "导出工作簿（十四个工作表，含线索）"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        unfinished = file.with_name(f".{file.name}.part")
        unfinished.touch(mode=0o600)
        try:
            with transaction.atomic():
                written = export_workbook(unfinished)
                audit.record(None, "workbook.export", rows=written)
            unfinished.replace(file)
        finally:
            unfinished.unlink(missing_ok=True)
        for title, count in written.items():
            self.stdout.write(f"{title}\t{count}")
