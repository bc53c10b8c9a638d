"""问题类别: a tree of two levels, versioned by round."""

from django.db import models
from django.db.models import Q

from config.lib.ids import UuidModel
from config.lib.scoping import ScopedManager
from inspections.models.round import InspectionRound


class FindingCategory(UuidModel):
    """A category of one round. `parent` is None for the first level; `label` is ``一级/二级``."""

    view_action = "round.view"

    round = models.ForeignKey(InspectionRound, models.CASCADE, verbose_name="轮次", related_name="categories")
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name="上级", null=True, blank=True, related_name="children"
    )
    name = models.CharField("名称", max_length=200)
    label = models.CharField("全称", max_length=401)
    position = models.PositiveSmallIntegerField("次序", default=0)

    objects = ScopedManager()

    class Meta:
        verbose_name = "问题类别"
        ordering = ["position", "label"]
        constraints = [
            models.UniqueConstraint(fields=["round", "label"], name="category_label_once"),
            models.CheckConstraint(condition=~Q(name=""), name="category_name_given"),
        ]

    def __str__(self) -> str:
        return self.label
