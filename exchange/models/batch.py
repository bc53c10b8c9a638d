"""导入批次: one uploaded workbook, from upload to result. Seen by its maker alone."""

from django.db import models
from django.db.models import Q

from accounts.models import User
from config.lib.ids import UuidModel
from config.lib.scoping import ScopedManager
from exchange.choices import BatchState


class ImportBatch(UuidModel):
    """`counts` holds, by sheet, new / changed / unchanged / wrong. The file and the list of what is wrong lie under
    DATA_DIR by the batch's random id, readable by the service alone, and go when they are done with."""

    view_action = "import_batch.view"

    created_by = models.ForeignKey(User, models.PROTECT, verbose_name="上传人", related_name="+")
    created_at = models.DateTimeField("上传时间", auto_now_add=True)
    size = models.PositiveBigIntegerField("大小")
    sha256 = models.CharField("校验值", max_length=64)
    state = models.CharField("状态", max_length=16, choices=BatchState.choices, default=BatchState.UPLOADED)
    stage = models.CharField("进度", max_length=60, blank=True, default="")
    percent = models.PositiveSmallIntegerField("百分比", default=0)
    counts = models.JSONField("行数", default=dict)
    problems = models.PositiveIntegerField("错误数", default=0)
    warnings = models.PositiveIntegerField("提示数", default=0)
    finished_at = models.DateTimeField("完成时间", null=True, blank=True)

    objects = ScopedManager()

    class Meta:
        verbose_name = "导入批次"
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=BatchState.values), name="batch_state_known"),
            models.CheckConstraint(condition=Q(percent__lte=100), name="batch_percent"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
