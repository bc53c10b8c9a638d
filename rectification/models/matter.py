"""市级交办事项: the city hands a matter to a county."""

from django.db import models
from django.db.models import Q

from accounts.models import Organization
from config.lib.ids import UuidModel
from config.lib.scoping import ScopedManager
from inspections.models import Finding, InspectionRound
from rectification.choices import MatterKind, MatterSource, ProgressState


class AssignedMatter(UuidModel):
    """Handed to `addressee`, a county as a rule; `county` is the county it lies in, for scope.

    `handler` is the discipline body a matter was formally sent to, where it was (access.csv, R).
    """

    view_action = "matter.view"

    code = models.CharField("编号", max_length=200, unique=True)
    kind = models.CharField("性质", max_length=8, choices=MatterKind.choices, default=MatterKind.GENERAL)
    round = models.ForeignKey(InspectionRound, models.PROTECT, verbose_name="轮次", related_name="matters")
    county = models.ForeignKey(
        Organization, models.PROTECT, verbose_name="县区", null=True, related_name="matters"
    )
    addressee = models.ForeignKey(
        Organization, models.PROTECT, verbose_name="交办对象", related_name="matters_received"
    )
    handler = models.ForeignKey(
        Organization,
        models.PROTECT,
        verbose_name="承办机关",
        null=True,
        blank=True,
        related_name="matters_handled",
    )
    source = models.CharField("来源", max_length=20, choices=MatterSource.choices)
    title = models.CharField("标题", max_length=200)
    finding = models.ForeignKey(
        Finding, models.PROTECT, verbose_name="关联问题", null=True, blank=True, related_name="matters"
    )
    assigned_on = models.DateField("交办日期")
    due_on = models.DateField("办结时限", null=True, blank=True)
    state = models.CharField("状态", max_length=8, choices=ProgressState.choices, default=ProgressState.OPEN)
    imported = models.BooleanField("历史导入", default=False)

    objects = ScopedManager()

    class Meta:
        verbose_name = "市级交办事项"
        indexes = [
            models.Index(fields=["county", "code"], name="matter_county_code"),
            models.Index(fields=["round", "code"], name="matter_round_code"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ProgressState.values), name="matter_state_known"),
            models.CheckConstraint(condition=Q(source__in=MatterSource.values), name="matter_source_known"),
        ]

    def __str__(self) -> str:
        return self.code
