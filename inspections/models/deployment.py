"""组织单元: how a round's forces are organised: a block, a linkage or a menu order."""

from django.db import models
from django.db.models import Q

from accounts.models import Organization
from config.lib.ids import UuidModel
from config.lib.scoping import ScopedManager
from inspections.choices import Form, OrderState
from inspections.models.round import InspectionRound


class Deployment(UuidModel):
    """One block, one linkage or one menu of a round. `name` is the theme of a linkage."""

    view_action = "deployment.view"

    code = models.CharField("编码", max_length=200, unique=True)
    round = models.ForeignKey(
        InspectionRound, models.PROTECT, verbose_name="轮次", related_name="deployments"
    )
    form = models.CharField("组织形式", max_length=8, choices=Form.choices)
    name = models.CharField("名称", max_length=200)
    description = models.TextField("说明", blank=True, default="")
    rotation = models.BooleanField("轮转交叉", default=False)
    counties = models.ManyToManyField(
        Organization, through="DeploymentCounty", verbose_name="覆盖县区", related_name="deployments"
    )
    imported = models.BooleanField("历史导入", default=False)

    objects = ScopedManager()

    class Meta:
        verbose_name = "组织单元"
        constraints = [
            models.CheckConstraint(condition=Q(form__in=Form.values), name="deployment_form_known"),
            models.CheckConstraint(
                condition=Q(rotation=False) | Q(form=Form.BLOCK), name="deployment_rotation_in_blocks"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class DeploymentCounty(UuidModel):
    """A county covered by a deployment. `round` and `form` repeat the deployment's for the constraint."""

    view_action = "deployment.view"

    deployment = models.ForeignKey(
        Deployment, models.CASCADE, verbose_name="组织单元", related_name="coverage"
    )
    round = models.ForeignKey(InspectionRound, models.PROTECT, verbose_name="轮次", related_name="+")
    form = models.CharField("组织形式", max_length=8, choices=Form.choices)
    county = models.ForeignKey(Organization, models.PROTECT, verbose_name="县区", related_name="coverage")
    position = models.PositiveSmallIntegerField("次序", default=0)

    objects = ScopedManager()

    class Meta:
        verbose_name = "覆盖县区"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["deployment", "county"], name="coverage_once"),
            # Each county in at most one block per round (domain.md, 板块式).
            models.UniqueConstraint(
                fields=["round", "county"], condition=Q(form=Form.BLOCK), name="coverage_one_block_per_round"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deployment_id} {self.county_id}"


class MenuOrder(UuidModel):
    """点单: a county's order in the menu form. Import makes one accepted historic order per county."""

    view_action = "order.view"

    deployment = models.ForeignKey(Deployment, models.CASCADE, verbose_name="组织单元", related_name="orders")
    county = models.ForeignKey(Organization, models.PROTECT, verbose_name="县区", related_name="orders")
    state = models.CharField("状态", max_length=16, choices=OrderState.choices, default=OrderState.SUBMITTED)
    reason = models.TextField("理由", blank=True, default="")
    imported = models.BooleanField("历史导入", default=False)

    objects = ScopedManager()

    class Meta:
        verbose_name = "点单"
        constraints = [models.UniqueConstraint(fields=["deployment", "county"], name="order_once_per_county")]

    def __str__(self) -> str:
        return f"{self.county_id} {self.get_state_display()}"
