"""整改任务: what the inspected organisation does about a finding."""

from django.db import models
from django.db.models import Q

from accounts.models import Organization
from config.lib.ids import UuidModel
from config.lib.scoping import ScopedManager
from inspections.models import Assignment, Finding, InspectionRound
from rectification.choices import ReturnReason, TaskState


class RectificationTask(UuidModel):
    """`organization` is the 责任单位. `inspected` (the finding's organisation), `round`, `county` and `assignment`
    repeat the finding's, for scope and indexes."""

    view_action = "task.view"

    code = models.CharField("编号", max_length=200, unique=True)
    finding = models.ForeignKey(Finding, models.PROTECT, verbose_name="问题", related_name="tasks")
    assignment = models.ForeignKey(Assignment, models.PROTECT, verbose_name="巡察任务", related_name="tasks")
    round = models.ForeignKey(InspectionRound, models.PROTECT, verbose_name="轮次", related_name="tasks")
    county = models.ForeignKey(
        Organization, models.PROTECT, verbose_name="县区", null=True, blank=True, related_name="+"
    )
    inspected = models.ForeignKey(
        Organization, models.PROTECT, verbose_name="被巡察党组织", related_name="tasks_as_inspected"
    )
    organization = models.ForeignKey(
        Organization, models.PROTECT, verbose_name="责任单位", related_name="tasks"
    )
    measure = models.TextField("整改措施")
    person = models.CharField("责任人", max_length=200, blank=True, default="")
    due_on = models.DateField("完成时限")
    state = models.CharField("状态", max_length=16, choices=TaskState.choices, default=TaskState.OPEN)
    return_reason = models.CharField(
        "退回原因", max_length=16, choices=ReturnReason.choices, blank=True, default=""
    )
    cleared_on = models.DateField("销账日期", null=True, blank=True)
    imported = models.BooleanField("历史导入", default=False)

    objects = ScopedManager()

    class Meta:
        verbose_name = "整改任务"
        indexes = [
            models.Index(fields=["round", "code"], name="task_round_code"),
            models.Index(fields=["county", "code"], name="task_county_code"),
            models.Index(fields=["organization", "code"], name="task_organization_code"),
            models.Index(fields=["state", "code"], name="task_state_code"),
            models.Index(fields=["state", "due_on"], name="task_state_due"),
            models.Index(fields=["due_on", "id"], name="task_due_on"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=TaskState.values), name="task_state_known"),
            models.CheckConstraint(
                condition=Q(state=TaskState.CLEARED, cleared_on__isnull=False)
                | (~Q(state=TaskState.CLEARED) & Q(cleared_on__isnull=True)),
                name="task_cleared_has_date",
            ),
            models.CheckConstraint(
                condition=(Q(state=TaskState.RETURNED) & ~Q(return_reason=""))
                | (~Q(state=TaskState.RETURNED) & Q(return_reason="")),
                name="task_returned_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.code
