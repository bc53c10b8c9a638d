"""Index all searchable texts anew, after a restore or a repair by hand."""

from typing import Any

from django.core.management.base import BaseCommand

from config.lib import textindex


class Command(BaseCommand):
    help = "重建全文检索索引。"

    def handle(self, *args: Any, **options: Any) -> None:
        for model in textindex.registered_models():
            rows = textindex.rebuild(model)
            self.stdout.write(f"{model._meta.verbose_name}：{rows} 行")
