"""专项治理建议: a systemic problem turned into governance over a whole field."""

from django.db import models
from django.db.models import Q

from accounts.models import Organization
from config.lib.ids import UuidModel
from config.lib.scoping import ScopedManager
from inspections.models import Finding, InspectionRound
from rectification.choices import ProgressState


class GovernanceRecommendation(UuidModel):
    """Sent to `addressee`, a county as a rule; `county` is the county it lies in, for scope."""

    view_action = "recommendation.view"

    code = models.CharField("编号", max_length=200, unique=True)
    round = models.ForeignKey(
        InspectionRound, models.PROTECT, verbose_name="轮次", related_name="recommendations"
    )
    county = models.ForeignKey(
        Organization, models.PROTECT, verbose_name="县区", null=True, related_name="recommendations_in_county"
    )
    addressee = models.ForeignKey(
        Organization, models.PROTECT, verbose_name="收件机构", related_name="recommendations"
    )
    finding = models.ForeignKey(
        Finding,
        models.PROTECT,
        verbose_name="关联问题",
        null=True,
        blank=True,
        related_name="recommendations",
    )
    title = models.CharField("标题", max_length=200)
    content = models.TextField("内容")
    sent_on = models.DateField("移交日期")
    due_on = models.DateField("办结时限", null=True, blank=True)
    state = models.CharField("状态", max_length=8, choices=ProgressState.choices, default=ProgressState.OPEN)
    outcome = models.TextField("成效", blank=True, default="")
    imported = models.BooleanField("历史导入", default=False)

    objects = ScopedManager()

    class Meta:
        verbose_name = "专项治理建议"
        indexes = [
            models.Index(fields=["county", "code"], name="recommendation_county_code"),
            models.Index(fields=["round", "code"], name="recommendation_round_code"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ProgressState.values), name="recommendation_state_known"
            )
        ]

    def __str__(self) -> str:
        return self.code
