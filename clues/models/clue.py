"""问题线索: a lead on a named person, handed to a discipline body. Confidential."""

from django.db import models
from django.db.models import F, Q

from accounts.models import Organization, Person
from clues.choices import TRANSFERRED_STATES, Accountability, ClueState, DisposalKind, Route
from config.lib.ids import UuidModel
from config.lib.scoping import ScopedQuerySet
from inspections.models import Assignment, Finding, InspectionRound


class ClueQuerySet(ScopedQuerySet):
    """Clues as the office speaks of them."""

    def transferred(self) -> "ClueQuerySet":
        """已移交 or later: what every figure counts."""
        return self.filter(state__in=TRANSFERRED_STATES)

    def ever_filed(self) -> "ClueQuerySet":
        """Clues that led to a filed case, whatever became of it since."""
        return self.transferred().filter(filed_on__isnull=False)


def _in_order(earlier: str, later: str) -> Q:
    """`later` only after `earlier`, which it needs."""
    return Q(**{f"{later}__isnull": True}) | Q(**{f"{earlier}__isnull": False, f"{later}__gte": F(earlier)})


class Clue(UuidModel):
    """One lead. `subject_name`, `subject_post` and `content` leave the server masked unless a right says otherwise.

    `handler` is the discipline body that has it (`organization` in the API); `route` and `route_reasons` keep
    which rule and which facts decided. `round`, `county`, `organization` and `assignment` repeat the finding's,
    for scope and indexes.
    """

    view_action = "clue.view"

    code = models.CharField("编号", max_length=200, unique=True)
    finding = models.ForeignKey(Finding, models.PROTECT, verbose_name="来源问题", related_name="clues")
    assignment = models.ForeignKey(Assignment, models.PROTECT, verbose_name="巡察任务", related_name="clues")
    round = models.ForeignKey(InspectionRound, models.PROTECT, verbose_name="轮次", related_name="clues")
    county = models.ForeignKey(
        Organization, models.PROTECT, verbose_name="县区", null=True, blank=True, related_name="+"
    )
    organization = models.ForeignKey(
        Organization, models.PROTECT, verbose_name="被巡察党组织", related_name="clues"
    )
    subject_name = models.CharField("被反映人", max_length=200)
    subject_post = models.CharField("被反映人职务", max_length=200, blank=True, default="")
    is_village_cadre = models.BooleanField("村(社区)两委干部", default=False)
    is_poverty_related = models.BooleanField("涉及脱贫攻坚", default=False)
    is_major = models.BooleanField("重大线索", default=False)
    content = models.TextField("反映内容")
    route = models.CharField("办理层级", max_length=20, choices=Route.choices)
    route_reasons = models.JSONField("办理依据", default=list)
    handler = models.ForeignKey(
        Organization, models.PROTECT, verbose_name="承办机关", related_name="clues_handled"
    )
    state = models.CharField("状态", max_length=16, choices=ClueState.choices, default=ClueState.DRAFT)
    transferred_on = models.DateField("移交日期", null=True, blank=True)
    received_on = models.DateField("签收日期", null=True, blank=True)
    disposal = models.CharField(
        "处置方式", max_length=16, choices=DisposalKind.choices, blank=True, default=""
    )
    disposed_on = models.DateField("处置日期", null=True, blank=True)
    filed_on = models.DateField("立案日期", null=True, blank=True)
    closed_on = models.DateField("办结日期", null=True, blank=True)
    accountability = models.CharField(
        "领导责任倒查", max_length=16, choices=Accountability.choices, blank=True, default=""
    )
    created_by = models.ForeignKey(Person, models.PROTECT, verbose_name="登记人", null=True, related_name="+")
    imported = models.BooleanField("历史导入", default=False)

    objects = ClueQuerySet.as_manager()

    class Meta:
        verbose_name = "问题线索"
        indexes = [
            models.Index(fields=["round", "code"], name="clue_round_code"),
            models.Index(fields=["county", "code"], name="clue_county_code"),
            models.Index(fields=["handler", "code"], name="clue_handler_code"),
            models.Index(fields=["state", "code"], name="clue_state_code"),
            models.Index(fields=["transferred_on", "id"], name="clue_transferred_on"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ClueState.values), name="clue_state_known"),
            models.CheckConstraint(condition=Q(route__in=Route.values), name="clue_route_known"),
            models.CheckConstraint(
                condition=~Q(state__in=TRANSFERRED_STATES) | Q(transferred_on__isnull=False),
                name="clue_transferred_has_date",
            ),
            models.CheckConstraint(
                condition=_in_order("transferred_on", "received_on"), name="clue_received_order"
            ),
            models.CheckConstraint(
                condition=_in_order("received_on", "disposed_on"), name="clue_disposed_order"
            ),
            models.CheckConstraint(condition=_in_order("disposed_on", "filed_on"), name="clue_filed_order"),
            models.CheckConstraint(condition=_in_order("disposed_on", "closed_on"), name="clue_closed_order"),
            models.CheckConstraint(
                condition=Q(filed_on__isnull=True)
                | Q(closed_on__isnull=True)
                | Q(closed_on__gte=F("filed_on")),
                name="clue_closed_after_filed",
            ),
            models.CheckConstraint(
                condition=Q(disposed_on__isnull=True, disposal="")
                | (Q(disposed_on__isnull=False) & ~Q(disposal="")),
                name="clue_disposal_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(state=ClueState.CLOSED) | Q(closed_on__isnull=False), name="clue_closed_has_date"
            ),
        ]

    def __str__(self) -> str:
        return self.code
