"""Rounds, teams, assignments, findings."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from accounts.choices import OrganizationKind
from inspections.choices import (
    AssignmentState,
    FindingSource,
    FindingState,
    Form,
    Qualification,
    RoundState,
    TeamRole,
)
from inspections.models import (
    Assignment,
    Deployment,
    DeploymentCounty,
    Finding,
    FindingCategory,
    InspectionRound,
    Inspector,
    Team,
    TeamMember,
)
from tests.factories.accounts import OrganizationFactory

ENTERED, LEFT, FED_BACK = date(2019, 3, 15), date(2019, 4, 30), date(2019, 6, 1)


class RoundFactory(DjangoModelFactory):
    class Meta:
        model = InspectionRound

    code = factory.Sequence(lambda n: f"R{n:04d}")
    name = factory.Sequence(lambda n: f"示例轮次{n:04d}")
    year = 2019
    starts_on = date(2019, 3, 1)
    ends_on = date(2019, 6, 30)
    state = RoundState.RECTIFYING


class DeploymentFactory(DjangoModelFactory):
    class Meta:
        model = Deployment

    code = factory.Sequence(lambda n: f"DY-{n:04d}")
    round = factory.SubFactory(RoundFactory)
    form = Form.BLOCK
    name = factory.Sequence(lambda n: f"示例板块{n:04d}")


class DeploymentCountyFactory(DjangoModelFactory):
    class Meta:
        model = DeploymentCounty

    deployment = factory.SubFactory(DeploymentFactory)
    round = factory.SelfAttribute("deployment.round")
    form = factory.SelfAttribute("deployment.form")
    county = factory.SubFactory(OrganizationFactory, kind=OrganizationKind.COUNTY)


class InspectorFactory(DjangoModelFactory):
    class Meta:
        model = Inspector

    number = factory.Sequence(lambda n: f"XC{n:04d}")
    name = factory.Sequence(lambda n: f"干部{n:04d}")
    organization = factory.SubFactory(OrganizationFactory)
    qualification = Qualification.MEMBER


class TeamFactory(DjangoModelFactory):
    class Meta:
        model = Team

    code = factory.Sequence(lambda n: f"T{n:04d}")
    deployment = factory.SubFactory(DeploymentFactory)
    round = factory.SelfAttribute("deployment.round")
    name = factory.Sequence(lambda n: f"第{n}巡察组")


class TeamMemberFactory(DjangoModelFactory):
    class Meta:
        model = TeamMember

    team = factory.SubFactory(TeamFactory)
    round = factory.SelfAttribute("team.round")
    inspector = factory.SubFactory(InspectorFactory)
    role = TeamRole.MEMBER


class CategoryFactory(DjangoModelFactory):
    """A category of the second level."""

    class Meta:
        model = FindingCategory

    round = factory.SubFactory(RoundFactory)
    parent = factory.LazyAttribute(
        lambda o: FindingCategory.objects.get_or_create(round=o.round, name="一级", label="一级")[0]
    )
    name = factory.Sequence(lambda n: f"二级{n:04d}")
    label = factory.LazyAttribute(lambda o: f"{o.parent.name}/{o.name}")


class AssignmentFactory(DjangoModelFactory):
    class Meta:
        model = Assignment

    code = factory.Sequence(lambda n: f"RW-{n:04d}")
    team = factory.SubFactory(TeamFactory)
    deployment = factory.SelfAttribute("team.deployment")
    round = factory.SelfAttribute("team.round")
    form = factory.SelfAttribute("team.deployment.form")
    organization = factory.SubFactory(OrganizationFactory)
    county = factory.SelfAttribute("organization.county")
    entered_on, left_on, feedback_on = ENTERED, LEFT, FED_BACK
    state = AssignmentState.FED_BACK


class FindingFactory(DjangoModelFactory):
    """Fed back by default, with the next number of its assignment's feedback list."""

    class Meta:
        model = Finding

    code = factory.Sequence(lambda n: f"WT-2019-{n:05d}")
    assignment = factory.SubFactory(AssignmentFactory)
    round = factory.SelfAttribute("assignment.round")
    county = factory.SelfAttribute("assignment.county")
    organization = factory.SelfAttribute("assignment.organization")
    category = factory.SubFactory(CategoryFactory, round=factory.SelfAttribute("..round"))
    title = factory.Sequence(lambda n: f"示例问题{n:05d}")
    facts = "第一条事实。\n第二条事实。"
    source = FindingSource.INTERVIEW
    found_on = date(2019, 4, 1)
    state = FindingState.FED_BACK

    @factory.lazy_attribute
    def feedback_number(self):
        if self.state != FindingState.FED_BACK:
            return None
        return Finding.objects.filter(assignment=self.assignment).fed_back().count() + 1
