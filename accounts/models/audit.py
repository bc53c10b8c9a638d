"""The audit trail: who did what, when, with what result. Written in the transaction of the act itself."""

from django.db import models

from config.lib.scoping import ScopedManager


class AuditRecord(models.Model):
    """One act. `details` holds ids, numbers, field names and counts; never text of a clue (LG-02)."""

    view_action = "audit.list"

    seq = models.BigAutoField(primary_key=True)
    at = models.DateTimeField("时间", auto_now_add=True, db_index=True)
    actor = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, verbose_name="账号", related_name="+"
    )
    actor_label = models.CharField("操作者", max_length=200)
    action = models.CharField("动作", max_length=64, db_index=True)
    object_type = models.CharField("对象类别", max_length=64, blank=True, default="")
    object_id = models.CharField("对象", max_length=64, blank=True, default="", db_index=True)
    result = models.CharField("结果", max_length=16, default="ok")
    details = models.JSONField("说明", default=dict, blank=True)

    objects = ScopedManager()

    class Meta:
        verbose_name = "审计记录"
        ordering = ["-seq"]

    def __str__(self) -> str:
        return f"{self.seq} {self.action}"
