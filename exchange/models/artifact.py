"""导出文件: a file made for one person, downloaded by him alone, for a while."""

from django.db import models
from django.db.models import Q

from accounts.models import User
from config.lib.ids import UuidModel
from config.lib.scoping import ScopedManager
from exchange.choices import ArtifactState


class ExportArtifact(UuidModel):
    """`page` names the exported list, '' for the whole workbook; `query` are its filters.

    Rights are evaluated when the file is made and again when it is downloaded (AC-13): `rights` is a digest of what
    the person might do when it was made, and a file made under other rights is not handed out.
    """

    view_action = "export_artifact.download"

    created_by = models.ForeignKey(User, models.PROTECT, verbose_name="申请人", related_name="+")
    created_at = models.DateTimeField("申请时间", auto_now_add=True)
    action = models.CharField("动作", max_length=64)
    page = models.CharField("列表", max_length=100, blank=True, default="")
    query = models.CharField("条件", max_length=2000, blank=True, default="")
    title = models.CharField("名称", max_length=100)
    state = models.CharField(
        "状态", max_length=16, choices=ArtifactState.choices, default=ArtifactState.WAITING
    )
    rights = models.CharField("权限印记", max_length=64, blank=True, default="")
    rows = models.PositiveIntegerField("行数", null=True, blank=True)
    size = models.PositiveBigIntegerField("大小", null=True, blank=True)
    sha256 = models.CharField("校验值", max_length=64, blank=True, default="")
    expires_at = models.DateTimeField("保留至", null=True, blank=True)

    objects = ScopedManager()

    class Meta:
        verbose_name = "导出文件"
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ArtifactState.values), name="artifact_state_known"),
            models.CheckConstraint(
                condition=~Q(state=ArtifactState.READY) | ~Q(sha256=""), name="artifact_ready_has_hash"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
