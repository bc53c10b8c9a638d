"""Tasks, recommendations, matters."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from rectification.choices import MatterSource, ReturnReason, TaskState
from rectification.models import AssignedMatter, GovernanceRecommendation, RectificationTask
from tests.factories.accounts import OrganizationFactory
from tests.factories.inspections import FindingFactory, RoundFactory


class TaskFactory(DjangoModelFactory):
    """In hand by default; date and reason follow the state."""

    class Meta:
        model = RectificationTask

    code = factory.Sequence(lambda n: f"ZG-2019-{n:05d}")
    finding = factory.SubFactory(FindingFactory)
    assignment = factory.SelfAttribute("finding.assignment")
    round = factory.SelfAttribute("finding.round")
    county = factory.SelfAttribute("finding.county")
    inspected = factory.SelfAttribute("finding.organization")
    organization = factory.SelfAttribute("finding.organization")
    measure = "制定措施并限期整改。"
    person = "责任人"
    due_on = date(2019, 8, 31)
    state = TaskState.OPEN
    return_reason = factory.LazyAttribute(
        lambda o: ReturnReason.INSUFFICIENT if o.state == TaskState.RETURNED else ""
    )
    cleared_on = factory.LazyAttribute(lambda o: date(2019, 8, 20) if o.state == TaskState.CLEARED else None)


class RecommendationFactory(DjangoModelFactory):
    class Meta:
        model = GovernanceRecommendation

    code = factory.Sequence(lambda n: f"JY-2019-{n:03d}")
    round = factory.SubFactory(RoundFactory)
    addressee = factory.SubFactory(OrganizationFactory)
    county = factory.SelfAttribute("addressee.county")
    title = factory.Sequence(lambda n: f"示例治理建议{n:03d}")
    content = "建议开展专项治理。"
    sent_on = date(2019, 7, 1)


class MatterFactory(DjangoModelFactory):
    class Meta:
        model = AssignedMatter

    code = factory.Sequence(lambda n: f"JB-2019-{n:03d}")
    round = factory.SubFactory(RoundFactory)
    addressee = factory.SubFactory(OrganizationFactory)
    county = factory.SelfAttribute("addressee.county")
    source = MatterSource.REPORT_REVIEW
    title = factory.Sequence(lambda n: f"示例交办事项{n:03d}")
    assigned_on = date(2019, 7, 1)
