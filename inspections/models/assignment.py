"""巡察任务: one team inspects one organisation."""

from django.db import models
from django.db.models import F, Q

from accounts.models import Organization
from config.lib.ids import UuidModel
from config.lib.scoping import ScopedManager
from inspections.choices import AssignmentState, Form
from inspections.models.deployment import Deployment, MenuOrder
from inspections.models.round import InspectionRound
from inspections.models.team import Team


class Assignment(UuidModel):
    """`round`, `deployment`, `form` and `county` repeat what the team and the target say, for scope and filters.

    An assignment has exactly one origin, of its deployment's form: the block, the linkage, or an order of
    the menu; `order` is there exactly when the form is the menu.
    """

    view_action = "assignment.view"

    code = models.CharField("编码", max_length=200, unique=True)
    team = models.ForeignKey(Team, models.PROTECT, verbose_name="巡察组", related_name="assignments")
    deployment = models.ForeignKey(
        Deployment, models.PROTECT, verbose_name="组织单元", related_name="assignments"
    )
    round = models.ForeignKey(
        InspectionRound, models.PROTECT, verbose_name="轮次", related_name="assignments"
    )
    form = models.CharField("组织形式", max_length=8, choices=Form.choices)
    order = models.ForeignKey(
        MenuOrder, models.PROTECT, verbose_name="点单", null=True, blank=True, related_name="assignments"
    )
    organization = models.ForeignKey(
        Organization, models.PROTECT, verbose_name="被巡察机构", related_name="assignments"
    )
    county = models.ForeignKey(
        Organization, models.PROTECT, verbose_name="县区", null=True, blank=True, related_name="+"
    )
    notice_on = models.DateField("通知日期", null=True, blank=True)
    entered_on = models.DateField("进驻日期", null=True, blank=True)
    left_on = models.DateField("撤离日期", null=True, blank=True)
    feedback_on = models.DateField("反馈日期", null=True, blank=True)
    state = models.CharField(
        "状态", max_length=16, choices=AssignmentState.choices, default=AssignmentState.PREPARING
    )
    imported = models.BooleanField("历史导入", default=False)

    objects = ScopedManager()

    class Meta:
        verbose_name = "巡察任务"
        indexes = [
            models.Index(fields=["round", "code"], name="assignment_round_code"),
            models.Index(fields=["county", "code"], name="assignment_county_code"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(form=Form.MENU, order__isnull=False)
                | Q(form__in=[Form.BLOCK, Form.LINKED], order__isnull=True),
                name="assignment_one_origin",
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(entered_on__isnull=False, left_on__gte=F("entered_on")),
                name="assignment_left_after_entered",
            ),
            models.CheckConstraint(
                condition=Q(feedback_on__isnull=True)
                | Q(left_on__isnull=False, feedback_on__gte=F("left_on")),
                name="assignment_feedback_after_left",
            ),
            models.CheckConstraint(
                condition=Q(state__in=AssignmentState.values), name="assignment_state_known"
            ),
        ]

    def __str__(self) -> str:
        return self.code
