"""发现问题: a problem found, with its working paper."""

from django.db import models
from django.db.models import Q

from accounts.models import Organization, Person
from config.lib.ids import UuidModel
from config.lib.scoping import ScopedQuerySet
from inspections.choices import CONFIRMED_STATES, Discipline, FindingSource, FindingState
from inspections.models.assignment import Assignment
from inspections.models.category import FindingCategory
from inspections.models.round import InspectionRound


class FindingQuerySet(ScopedQuerySet):
    """Findings as the office speaks of them."""

    def confirmed(self) -> "FindingQuerySet":
        """已确认 or later: what every figure counts."""
        return self.filter(state__in=CONFIRMED_STATES)

    def fed_back(self) -> "FindingQuerySet":
        """已反馈: what the inspected organisation has been told."""
        return self.filter(state=FindingState.FED_BACK)


class Finding(UuidModel):
    """One matter, one working paper.

    `facts` holds one point per line; points are numbered from 1 and later answered one by one.
    `amount` is in 万元. `feedback_number` is the number on the organisation's own feedback list (1, 2, 3 ...
    without gaps): the only number an inspected organisation is ever shown. `round`, `county` and
    `organization` repeat the assignment's, for scope, filters and indexes.
    """

    view_action = "finding.view"

    code = models.CharField("编号", max_length=200, unique=True)
    assignment = models.ForeignKey(
        Assignment, models.PROTECT, verbose_name="巡察任务", related_name="findings"
    )
    round = models.ForeignKey(InspectionRound, models.PROTECT, verbose_name="轮次", related_name="findings")
    county = models.ForeignKey(
        Organization, models.PROTECT, verbose_name="县区", null=True, blank=True, related_name="+"
    )
    organization = models.ForeignKey(
        Organization, models.PROTECT, verbose_name="被巡察党组织", related_name="findings"
    )
    category = models.ForeignKey(
        FindingCategory, models.PROTECT, verbose_name="问题类别", related_name="findings"
    )
    discipline = models.CharField(
        "涉及纪律", max_length=16, choices=Discipline.choices, blank=True, default=""
    )
    title = models.CharField("标题", max_length=200)
    facts = models.TextField("事实描述")
    basis = models.TextField("违反规定", blank=True, default="")
    source = models.CharField("发现方式", max_length=16, choices=FindingSource.choices)
    amount = models.DecimalField("涉及金额(万元)", max_digits=14, decimal_places=2, null=True, blank=True)
    persons_involved = models.PositiveIntegerField("涉及人数", null=True, blank=True)
    systemic = models.BooleanField("系统性问题", default=False)
    found_on = models.DateField("发现日期")
    state = models.CharField("状态", max_length=16, choices=FindingState.choices, default=FindingState.DRAFT)
    feedback_number = models.PositiveIntegerField("反馈序号", null=True, blank=True)
    drafted_by = models.ForeignKey(Person, models.PROTECT, verbose_name="起草人", null=True, related_name="+")
    checked_by = models.ForeignKey(Person, models.PROTECT, verbose_name="复核人", null=True, related_name="+")
    signed_by = models.ForeignKey(Person, models.PROTECT, verbose_name="审定人", null=True, related_name="+")
    imported = models.BooleanField("历史导入", default=False)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = "发现问题"
        indexes = [
            models.Index(fields=["round", "code"], name="finding_round_code"),
            models.Index(fields=["county", "code"], name="finding_county_code"),
            models.Index(fields=["organization", "code"], name="finding_organization_code"),
            models.Index(fields=["category", "code"], name="finding_category_code"),
            models.Index(fields=["state", "code"], name="finding_state_code"),
            models.Index(fields=["found_on", "id"], name="finding_found_on"),
            models.Index(fields=["amount", "id"], name="finding_amount"),
            models.Index(fields=["code"], name="finding_systemic", condition=Q(systemic=True)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "feedback_number"], name="finding_feedback_number_once"
            ),
            models.CheckConstraint(
                condition=Q(state=FindingState.FED_BACK, feedback_number__isnull=False)
                | (~Q(state=FindingState.FED_BACK) & Q(feedback_number__isnull=True)),
                name="finding_numbered_when_fed_back",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0), name="finding_amount_positive"
            ),
            models.CheckConstraint(condition=Q(state__in=FindingState.values), name="finding_state_known"),
            models.CheckConstraint(condition=Q(source__in=FindingSource.values), name="finding_source_known"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def points(self) -> list[dict[str, object]]:
        """The facts as numbered points."""
        lines = [line.strip() for line in self.facts.splitlines() if line.strip()]
        return [{"number": number, "text": text} for number, text in enumerate(lines, 1)]
