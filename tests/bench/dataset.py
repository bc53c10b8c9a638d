"""A made-up city of any size, written straight into the tables: what the measurements run on.

Proportions follow the sample workbook: one clue per five findings, one task per finding, 25 targets a county.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import uuid4

from django.db import connection, transaction

from accounts.choices import OrganizationKind, Role
from accounts.models import Organization, Person, Post, User
from clues.choices import ClueState, DisposalKind, Route
from clues.models import Clue
from config.lib import hooks
from inspections.choices import AssignmentState, FindingSource, FindingState, Form, RoundState, TeamRole
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
from rectification.choices import TaskState
from rectification.models import RectificationTask
from reports.models import Baseline

COUNTIES = 20
TARGETS = 25
CATEGORIES = 19
FIRST_DAY = date(2019, 3, 11)
BATCH = 5000


def build(findings: int) -> None:
    """Write a city with this many findings; figures and search rows follow as after an import."""
    with transaction.atomic():
        city = Organization.add_root(code="CITY", name="示例市", kind=OrganizationKind.CITY)
        bodies = _city_bodies(city)
        assignments, categories = _plan(city)
        _write(Finding, _findings(assignments, categories, findings))
        rows = Finding.objects.select_related("assignment").order_by("code")
        _write(RectificationTask, (_task(n, f) for n, f in enumerate(rows.iterator(BATCH), 1)))
        every_fifth = (f for n, f in enumerate(rows.iterator(BATCH)) if n % 5 == 0)
        _write(Clue, (_clue(n, f, bodies["jw"]) for n, f in enumerate(every_fifth, 1)))
        Baseline.objects.create(year=2019, organizations=311, clues=201)
        hooks.announce("assignments.changed", assignment_ids=None)
        for model in (Finding, RectificationTask):
            hooks.announce("texts.changed", model=model, ids=None)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def account(username: str = "bench") -> User:
    """An account of the city inspection office, cleared for clues."""
    office = Organization.objects.get(code="CITY-XCB")
    person = Person.objects.create(name="测量", clue_cleared=True)
    Post.objects.create(person=person, organization=office, role=Role.CO)
    user = User(username=username, person=person, is_active=True)
    user.set_password("bench-password")
    user.save()
    return user


def _write(model: Any, rows: Iterator[Any]) -> None:
    while batch := list(islice(rows, BATCH)):
        model.objects.bulk_create(batch)


def _city_bodies(city: Organization) -> dict[str, Organization]:
    def body(code: str, name: str, kind: OrganizationKind) -> Organization:
        return city.add_child(code=code, name=name, kind=kind)

    return {
        "xcb": body("CITY-XCB", "市委巡察办", OrganizationKind.INSPECTION_OFFICE),
        "jw": body("CITY-JW", "市纪委监委", OrganizationKind.DISCIPLINE_COMMISSION),
    }


def _plan(city: Organization) -> tuple[list[Assignment], list[FindingCategory]]:
    one = InspectionRound.objects.create(
        code="2019-01", name="第一轮", year=2019, starts_on=FIRST_DAY, ends_on=date(2019, 6, 30),
        state=RoundState.RECTIFYING,
    )  # fmt: skip
    block = Deployment.objects.create(code="2019-01-B1", round=one, form=Form.BLOCK, name="第一板块")
    top = FindingCategory.objects.create(round=one, name="一级", label="一级")
    categories = [
        FindingCategory.objects.create(round=one, parent=top, name=f"二级{n:02d}", label=f"一级/二级{n:02d}")
        for n in range(CATEGORIES)
    ]
    assignments: list[Assignment] = []
    for n in range(COUNTIES):
        assignments += _county(city, one, block, n)
    return assignments, categories


def _county(city: Organization, one: InspectionRound, block: Deployment, n: int) -> list[Assignment]:
    code = f"{530100 + n}"
    county = city.add_child(
        instance=Organization(
            id=(key := uuid4()), code=code, name=f"示例{n:02d}县", kind=OrganizationKind.COUNTY, county_id=key
        )
    )
    DeploymentCounty.objects.create(deployment=block, round=one, form=Form.BLOCK, county=county, position=n)
    office = Organization.objects.get(code="CITY-XCB")
    team = Team.objects.create(code=f"T{n}", deployment=block, round=one, name=f"第{n}组")
    leader = Inspector.objects.create(
        number=f"XC{n:04d}", name="某人", organization=office, qualification="leader"
    )
    TeamMember.objects.create(team=team, round=one, inspector=leader, role=TeamRole.LEADER)
    rows = []
    for t in range(TARGETS):
        kind = OrganizationKind.VILLAGE if t % 3 == 0 else OrganizationKind.DEPARTMENT
        target = Organization.objects.get(pk=county.pk).add_child(
            code=f"{code}-{t:03d}", name=f"示例{n:02d}县示例单位{t:02d}", kind=kind, county=county
        )
        rows.append(
            Assignment(
                code=f"T{n}-{t:03d}", team=team, deployment=block, round=one, form=Form.BLOCK, organization=target,
                county=county, entered_on=FIRST_DAY, left_on=FIRST_DAY + timedelta(45),
                feedback_on=FIRST_DAY + timedelta(75), state=AssignmentState.FED_BACK,
            )
        )  # fmt: skip
    return Assignment.objects.bulk_create(rows)


def _findings(
    assignments: list[Assignment], categories: list[FindingCategory], count: int
) -> Iterator[Finding]:
    sources = list(FindingSource)
    for n in range(count):
        assignment = assignments[n % len(assignments)]
        category = categories[n % len(categories)]
        yield Finding(
            code=f"WT-2019-{n + 1:07d}", assignment=assignment, round_id=assignment.round_id,
            county_id=assignment.county_id, organization_id=assignment.organization_id, category=category,
            title=f"{category.name}问题，涉及{n % 9}人次",
            facts=f"2018年{n % 12 + 1}月以来，该单位存在{category.name}的情况。\n相关责任人未按规定履行审核程序。",
            source=sources[n % len(sources)], amount=Decimal(n % 8000) / 100 if n % 3 == 0 else None,
            systemic=n % 17 == 0, found_on=FIRST_DAY + timedelta(n % 40), state=FindingState.FED_BACK,
            feedback_number=n // len(assignments) + 1,
        )  # fmt: skip


def _task(n: int, finding: Finding) -> RectificationTask:
    state = TaskState.CLEARED if n % 5 else TaskState.OPEN
    return RectificationTask(
        code=f"ZG-2019-{n:07d}", finding=finding, assignment_id=finding.assignment_id, round_id=finding.round_id,
        county_id=finding.county_id, inspected_id=finding.organization_id, organization_id=finding.organization_id,
        measure="针对问题制定措施并限期整改。", person="某某", due_on=FIRST_DAY + timedelta(160), state=state,
        cleared_on=FIRST_DAY + timedelta(150) if state == TaskState.CLEARED else None,
    )  # fmt: skip


def _clue(n: int, finding: Finding, handler: Organization) -> Clue:
    filed = FIRST_DAY + timedelta(90) if n % 2 else None
    return Clue(
        code=f"XS-2019-{n:06d}", finding=finding, assignment_id=finding.assignment_id, round_id=finding.round_id,
        county_id=finding.county_id, organization_id=finding.organization_id, subject_name="张某某",
        content="反映其有关问题。", route=Route.CITY_DIRECT, route_reasons=[], handler=handler,
        state=ClueState.FILED if filed else ClueState.IN_HAND, transferred_on=FIRST_DAY + timedelta(50),
        received_on=FIRST_DAY + timedelta(51), disposal=DisposalKind.VERIFICATION,
        disposed_on=FIRST_DAY + timedelta(60), filed_on=filed,
    )  # fmt: skip
