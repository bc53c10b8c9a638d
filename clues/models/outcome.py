"""What became of a clue: sanctions of persons, and money recovered."""

from django.db import models
from django.db.models import Q

from clues.choices import RecoveryMethod, SanctionCategory
from clues.models.clue import Clue
from config.lib.ids import UuidModel
from config.lib.scoping import ScopedManager


class Sanction(UuidModel):
    """处理结果: what one person got. `kind` is one of SANCTION_KINDS of its category, as offices write it."""

    view_action = "clue_outcome.view"

    clue = models.ForeignKey(Clue, models.CASCADE, verbose_name="线索", related_name="sanctions")
    position = models.PositiveIntegerField("次序", default=0)
    person_name = models.CharField("被处理人", max_length=200)
    category = models.CharField("处理类别", max_length=16, choices=SanctionCategory.choices)
    kind = models.CharField("处理种类", max_length=32)
    decided_on = models.DateField("处理日期")
    imported = models.BooleanField("历史导入", default=False)

    objects = ScopedManager()

    class Meta:
        verbose_name = "处理结果"
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(category__in=SanctionCategory.values), name="sanction_category_known"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Recovery(UuidModel):
    """资金收缴: money taken back, in 万元. A voucher counts once, whatever reports it."""

    view_action = "clue_outcome.view"

    clue = models.ForeignKey(Clue, models.CASCADE, verbose_name="线索", related_name="recoveries")
    position = models.PositiveIntegerField("次序", default=0)
    method = models.CharField("方式", max_length=16, choices=RecoveryMethod.choices)
    amount = models.DecimalField("金额(万元)", max_digits=14, decimal_places=2)
    recovered_on = models.DateField("日期")
    voucher = models.CharField("凭证号", max_length=200, blank=True, default="")
    imported = models.BooleanField("历史导入", default=False)

    objects = ScopedManager()

    class Meta:
        verbose_name = "资金收缴"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["voucher"], condition=~Q(voucher=""), name="recovery_voucher_once"
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="recovery_amount_positive"),
            models.CheckConstraint(
                condition=Q(method__in=RecoveryMethod.values), name="recovery_method_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
