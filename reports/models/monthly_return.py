"""月报: a county's return of one month on one ledger. Imported history opens none (domain.md)."""

from django.db import models
from django.db.models import Q

from accounts.models import Organization
from config.lib.ids import UuidModel
from config.lib.scoping import ScopedManager
from reports.choices import Ledger, ReturnState


class MonthlyReturn(UuidModel):
    """`month` is the first day of the month reported on; `due_on` the last day on which it is on time."""

    view_action = "ledger_matter.view"

    county = models.ForeignKey(
        Organization, models.PROTECT, verbose_name="县区", related_name="monthly_returns"
    )
    month = models.DateField("月份")
    ledger = models.CharField("台账", max_length=16, choices=Ledger.choices)
    state = models.CharField("状态", max_length=16, choices=ReturnState.choices, default=ReturnState.OPEN)
    due_on = models.DateField("报送时限")
    submitted_on = models.DateField("报送日期", null=True, blank=True)

    objects = ScopedManager()

    class Meta:
        verbose_name = "月报"
        constraints = [
            models.UniqueConstraint(fields=["county", "month", "ledger"], name="monthly_return_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="monthly_return_first_day"),
        ]

    def __str__(self) -> str:
        return f"{self.county_id} {self.month:%Y-%m} {self.ledger}"
