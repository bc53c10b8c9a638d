"""巡察轮次: one round of integrated inspection."""

from django.db import models
from django.db.models import F, Q

from accounts.models import Person
from config.lib.ids import UuidModel
from config.lib.scoping import ScopedManager
from inspections.choices import RoundState


class InspectionRound(UuidModel):
    """A round. It is never ahead of its last assignment; it is closed by an act, never by import."""

    view_action = "round.view"

    code = models.CharField("编码", max_length=200, unique=True)
    name = models.CharField("名称", max_length=200)
    year = models.PositiveSmallIntegerField("年度", db_index=True)
    starts_on = models.DateField("开始日期", db_index=True)
    ends_on = models.DateField("结束日期")
    state = models.CharField("状态", max_length=16, choices=RoundState.choices, default=RoundState.PREPARING)
    closed_on = models.DateField("办结日期", null=True, blank=True)
    created_by = models.ForeignKey(Person, models.PROTECT, verbose_name="建立人", null=True, related_name="+")
    imported = models.BooleanField("历史导入", default=False)

    objects = ScopedManager()

    class Meta:
        verbose_name = "巡察轮次"
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="round_dates_in_order"),
            models.CheckConstraint(condition=Q(state__in=RoundState.values), name="round_state_known"),
        ]

    def __str__(self) -> str:
        return self.name
