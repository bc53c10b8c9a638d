"""待核问题: what an imported history leaves open. Blocks nothing, stays visible until the next import of the row."""

from django.db import models

from config.lib.ids import UuidModel
from config.lib.scoping import ScopedManager
from exchange.models.batch import ImportBatch


class OpenQuestion(UuidModel):
    """`code` is the key of the row in question; `text` says what is open, never who or what a clue reflects."""

    view_action = "workbook.import"

    batch = models.ForeignKey(
        ImportBatch, models.CASCADE, verbose_name="批次", null=True, related_name="questions"
    )
    sheet = models.CharField("工作表", max_length=40)
    cell = models.CharField("单元格", max_length=16)
    code = models.CharField("编号", max_length=200, blank=True, default="")
    text = models.CharField("内容", max_length=400)

    objects = ScopedManager()

    class Meta:
        verbose_name = "待核问题"
        indexes = [models.Index(fields=["sheet", "code"], name="question_sheet_code")]

    def __str__(self) -> str:
        return f"{self.sheet} {self.code}"
