"""Sums kept per assignment, so that a board costs the same over a thousand and a million findings.

Rows are written by `reports/services/figures.py` in the transaction of every change of what they sum, never by
hand. `reports/statistics.py` adds them up within the reader's scope; a test recomputes every figure from the
source rows (security.md I10).
"""

from django.db import models

from accounts.models import Organization
from config.lib.scoping import ScopedManager
from inspections.models import Assignment, FindingCategory


class AssignmentFigures(models.Model):
    """Findings and tasks of one assignment. `fed_back` serves readers who see findings only after feedback."""

    view_action = "dashboard.county"

    assignment = models.OneToOneField(Assignment, models.CASCADE, primary_key=True, related_name="figures")
    findings = models.PositiveIntegerField(default=0)
    fed_back = models.PositiveIntegerField(default=0)
    tasks = models.PositiveIntegerField(default=0)
    cleared = models.PositiveIntegerField(default=0)

    objects = ScopedManager()

    class Meta:
        verbose_name = "任务数字"

    def __str__(self) -> str:
        return str(self.pk)


class CategoryFigures(models.Model):
    """Findings of one assignment in one category."""

    view_action = "dashboard.county"

    id = models.BigAutoField(primary_key=True)
    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="category_figures")
    category = models.ForeignKey(FindingCategory, models.CASCADE, related_name="figures")
    findings = models.PositiveIntegerField(default=0)
    fed_back = models.PositiveIntegerField(default=0)

    objects = ScopedManager()

    class Meta:
        verbose_name = "类别数字"
        constraints = [
            models.UniqueConstraint(fields=["assignment", "category"], name="category_figures_once")
        ]

    def __str__(self) -> str:
        return str(self.pk)


class ClueFigures(models.Model):
    """Clues of one assignment with one handler, from 已移交 on. `recovered` in 万元. Confidential."""

    view_action = "dashboard.clue_metrics"

    id = models.BigAutoField(primary_key=True)
    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="clue_figures")
    handler = models.ForeignKey(Organization, models.CASCADE, related_name="clue_figures")
    transferred = models.PositiveIntegerField(default=0)
    received = models.PositiveIntegerField(default=0)
    disposed = models.PositiveIntegerField(default=0)
    filed = models.PositiveIntegerField(default=0)
    closed = models.PositiveIntegerField(default=0)
    sanctioned = models.PositiveIntegerField(default=0)
    recovered = models.DecimalField(max_digits=18, decimal_places=2, default=0)

    objects = ScopedManager()

    class Meta:
        verbose_name = "线索数字"
        constraints = [models.UniqueConstraint(fields=["assignment", "handler"], name="clue_figures_once")]

    def __str__(self) -> str:
        return str(self.pk)
