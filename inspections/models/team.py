"""巡察组: a team of one round."""

from django.db import models
from django.db.models import Q

from config.lib.ids import UuidModel
from config.lib.scoping import ScopedManager
from inspections.choices import TeamRole
from inspections.models.deployment import Deployment
from inspections.models.inspector import Inspector
from inspections.models.round import InspectionRound


class Team(UuidModel):
    """One 组长, one or two 副组长, one 联络员, members; of one deployment of one round."""

    view_action = "team.view"

    code = models.CharField("编码", max_length=200, unique=True)
    deployment = models.ForeignKey(Deployment, models.PROTECT, verbose_name="组织单元", related_name="teams")
    round = models.ForeignKey(InspectionRound, models.PROTECT, verbose_name="轮次", related_name="teams")
    name = models.CharField("名称", max_length=200)
    inspectors = models.ManyToManyField(
        Inspector, through="TeamMember", verbose_name="人员", related_name="teams"
    )
    imported = models.BooleanField("历史导入", default=False)

    objects = ScopedManager()

    class Meta:
        verbose_name = "巡察组"

    def __str__(self) -> str:
        return self.name


class TeamMember(UuidModel):
    """A seat on a team. Nobody sits twice in one round (domain.md, recusal 5; `round` serves the constraint)."""

    view_action = "team.view"

    team = models.ForeignKey(Team, models.CASCADE, verbose_name="巡察组", related_name="members")
    round = models.ForeignKey(InspectionRound, models.PROTECT, verbose_name="轮次", related_name="+")
    inspector = models.ForeignKey(Inspector, models.PROTECT, verbose_name="巡察干部", related_name="seats")
    role = models.CharField("组内职务", max_length=8, choices=TeamRole.choices)
    position = models.PositiveSmallIntegerField("次序", default=0)

    objects = ScopedManager()

    class Meta:
        verbose_name = "组员"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["round", "inspector"], name="team_member_one_team_per_round"),
            models.UniqueConstraint(
                fields=["team"], condition=Q(role=TeamRole.LEADER), name="team_one_leader"
            ),
            models.UniqueConstraint(
                fields=["team"], condition=Q(role=TeamRole.LIAISON), name="team_one_liaison"
            ),
            models.CheckConstraint(condition=Q(role__in=TeamRole.values), name="team_member_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.team_id} {self.inspector_id}"
