"""待办发件箱: the queue of record for background work (security.md R1, patterns a to e)."""

from django.db import models
from django.db.models import Q

from accounts.choices import JobState
from accounts.models.person import User
from config.lib.ids import UuidModel
from config.lib.scoping import ScopedManager


class OutboxJob(UuidModel):
    """A "do this" row, written in the transaction of the business change that wants it done.

    `payload` holds ids only. `key` makes the wish unique: the same key twice is one job. `lease_token`
    is the fence: an effect counts only while the token that its worker took is still the row's.
    """

    view_action = "health.view"

    kind = models.CharField("工作", max_length=64)
    key = models.CharField("唯一键", max_length=200, unique=True)
    payload = models.JSONField("编号", default=dict)
    requested_by = models.ForeignKey(User, models.PROTECT, null=True, verbose_name="申请人", related_name="+")
    state = models.CharField("状态", max_length=16, choices=JobState.choices, default=JobState.WAITING)
    created_at = models.DateTimeField("提出时间", auto_now_add=True)
    due_at = models.DateTimeField("最早执行")
    sent_at = models.DateTimeField("派发时间", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    kills = models.PositiveSmallIntegerField("中断次数", default=0)
    lease_token = models.UUIDField(null=True, blank=True)
    lease_owner = models.CharField("执行者", max_length=200, blank=True, default="")
    lease_until = models.DateTimeField("占用至", null=True, blank=True)
    finished_at = models.DateTimeField("结束时间", null=True, blank=True)
    fault = models.CharField("故障类别", max_length=100, blank=True, default="")

    objects = ScopedManager()

    class Meta:
        verbose_name = "后台工作"
        indexes = [models.Index(fields=["state", "due_at"], name="outbox_state_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=JobState.RUNNING, lease_token__isnull=False, lease_until__isnull=False)
                | (~Q(state=JobState.RUNNING) & Q(lease_token__isnull=True, lease_until__isnull=True)),
                name="outbox_lease_while_running",
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=False) | ~Q(state=JobState.DONE), name="outbox_done_has_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Heartbeat(models.Model):
    """When a service of this installation last showed that it works."""

    service = models.CharField(max_length=100, primary_key=True)
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = "服务心跳"

    def __str__(self) -> str:
        return self.service
