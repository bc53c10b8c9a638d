"""县级巡察基线: what county-level inspections of a year found, to compare with."""

from django.db import models
from django.db.models import Q

from config.lib.ids import UuidModel
from config.lib.scoping import ScopedManager


class Baseline(UuidModel):
    """Organisations inspected and clues handed over by county-level inspections of one year."""

    view_action = "dashboard.city"

    year = models.PositiveSmallIntegerField("年度", unique=True)
    organizations = models.PositiveIntegerField("被巡察机构数")
    clues = models.PositiveIntegerField("移交线索数")
    imported = models.BooleanField("历史导入", default=False)

    objects = ScopedManager()

    class Meta:
        verbose_name = "县级巡察基线"
        constraints = [
            models.CheckConstraint(condition=Q(organizations__gt=0), name="baseline_has_organizations")
        ]

    def __str__(self) -> str:
        return str(self.year)
