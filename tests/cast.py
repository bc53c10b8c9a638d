"""The cast: one small city and everybody who may look at it, the same for all tests.

Two counties. County 甲 (`county`) has a department and a village that team T1 inspected; county 乙
(`county_other`) a department that team T2 inspected. Whoever is called `..._other` belongs to county 乙 or to
team T2 and must not see county 甲. Team T1 comes from county 乙, as cross inspection demands.

Every clue is about a person whose name holds CANARY, in `subject_name`, `content` and sanctions: the word must
never meet a stranger.
"""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.test import Client
from rest_framework.test import APIClient

from accounts.choices import OrganizationKind as Kind
from accounts.choices import Role
from accounts.models import Organization, User
from clues.choices import ClueState, Route
from clues.models import Clue
from config.lib import hooks
from inspections.choices import FindingState, Form, Qualification, RoundState, TeamRole
from inspections.models import Assignment, Deployment, Finding, InspectionRound, Inspector, Team
from rectification.choices import MatterKind, TaskState
from rectification.models import AssignedMatter, GovernanceRecommendation, RectificationTask
from reports.models import Baseline
from tests.factories import (
    AssignmentFactory,
    CategoryFactory,
    ClueFactory,
    DeploymentCountyFactory,
    DeploymentFactory,
    FindingFactory,
    InspectorFactory,
    MatterFactory,
    OrganizationFactory,
    PersonFactory,
    PostFactory,
    RecommendationFactory,
    RecoveryFactory,
    RoundFactory,
    SanctionFactory,
    TaskFactory,
    TeamFactory,
    TeamMemberFactory,
    UserFactory,
)

CANARY = "暗雀"

# account -> (role, organisation, cleared for clues). Team people follow in SEATS: they hold no post.
POSTS: dict[str, tuple[Role, str, bool]] = {
    "co": (Role.CO, "CITY-XCB", True),
    "co_uncleared": (Role.CO, "CITY-XCB", False),
    "lg": (Role.LG, "CITY-LDXZ", True),
    "cd": (Role.CD, "CITY-JW", True),
    "xo": (Role.XO, "530101-XCB", False),
    "xo_other": (Role.XO, "530102-XCB", False),
    "xl": (Role.XL, "530101-LDXZ", True),
    "od": (Role.OD, "530101-ZZB", False),
    "xd": (Role.XD, "530101-JW", True),
    "xd_other": (Role.XD, "530102-JW", True),
    "xd_uncleared": (Role.XD, "530101-JW", False),
    "bo": (Role.BO, "530101-D1", False),
    "bo_village": (Role.BO, "530101-V1", False),
    "bo_other": (Role.BO, "530102-D1", False),
    "sys": (Role.SYS, "CITY-XCB", False),
    "sec": (Role.SEC, "CITY-XCB", False),
    "aud": (Role.AUD, "CITY-XCB", False),
}
# account -> (team, seat, cleared for clues)
SEATS: dict[str, tuple[str, TeamRole, bool]] = {
    "itl": ("T1", TeamRole.LEADER, True),
    "itd": ("T1", TeamRole.DEPUTY, True),
    "itm": ("T1", TeamRole.MEMBER, False),
    "itm2": ("T1", TeamRole.LIAISON, False),
    "itl_other": ("T2", TeamRole.LEADER, True),
    "itm_other": ("T2", TeamRole.MEMBER, False),
}
ADMINISTRATORS = ("sys", "sec", "aud")
BODIES = (
    ("LDXZ", "领导小组", Kind.LEADING_GROUP),
    ("XCB", "巡察办", Kind.INSPECTION_OFFICE),
    ("JW", "纪委监委", Kind.DISCIPLINE_COMMISSION),
    ("ZZB", "组织部", Kind.ORGANIZATION_DEPARTMENT),
)


@dataclass
class Cast:
    """Rows by short names. `organizations` by code, `findings`, `clues`, `tasks` by state ("draft", ...)."""

    organizations: dict[str, Organization] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    inspectors: dict[str, Inspector] = field(default_factory=dict)
    round: InspectionRound = None  # type: ignore[assignment]
    round_draft: InspectionRound = None  # type: ignore[assignment]
    deployment: Deployment = None  # type: ignore[assignment]
    teams: dict[str, Team] = field(default_factory=dict)
    category: Any = None
    assignment: Assignment = None  # type: ignore[assignment]
    assignment_village: Assignment = None  # type: ignore[assignment]
    assignment_other: Assignment = None  # type: ignore[assignment]
    findings: dict[str, Finding] = field(default_factory=dict)
    clues: dict[str, Clue] = field(default_factory=dict)
    tasks: dict[str, RectificationTask] = field(default_factory=dict)
    recommendation: GovernanceRecommendation = None  # type: ignore[assignment]
    recommendation_other: GovernanceRecommendation = None  # type: ignore[assignment]
    matter: AssignedMatter = None  # type: ignore[assignment]
    matter_other: AssignedMatter = None  # type: ignore[assignment]
    matter_secret: AssignedMatter = None  # type: ignore[assignment]
    baseline: Baseline = None  # type: ignore[assignment]

    @property
    def county(self) -> Organization:
        return self.organizations["530101"]

    @property
    def county_other(self) -> Organization:
        return self.organizations["530102"]

    def user(self, name: str) -> User:
        """A fresh account object: its rights are computed anew, as in a new request."""
        return User.objects.get(pk=self.users[name].pk)

    def client(self, name: str = "") -> Client:
        """A browser signed in as `name`; anonymous without one."""
        return _signed_in(Client(), self.users.get(name))

    def api(self, name: str = "") -> APIClient:
        """A program with the session of `name`; anonymous without one."""
        return _signed_in(APIClient(), self.users.get(name))


def _signed_in(client: Any, user: User | None) -> Any:
    if user is not None:
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def build() -> Cast:
    """Write the city and give its people their accounts."""
    cast = Cast()
    _organizations(cast)
    _rounds(cast)
    _people(cast)
    _assignments(cast)
    _findings(cast)
    _clues(cast)
    _rectification(cast)
    cast.baseline = Baseline.objects.create(year=2019, organizations=311, clues=201)
    hooks.announce("assignments.changed", assignment_ids=None)
    for model in (Finding, RectificationTask):
        hooks.announce("texts.changed", model=model, ids=None)
    return cast


def _organizations(cast: Cast) -> None:
    def add(code: str, name: str, kind: Kind, parent: str = "") -> None:
        cast.organizations[code] = OrganizationFactory(
            code=code, name=name, kind=kind, parent=cast.organizations.get(parent)
        )

    add("CITY", "示例市", Kind.CITY)
    for suffix, name, kind in BODIES:
        add(f"CITY-{suffix}", f"市{name}", kind, "CITY")
    for code, name in (("530101", "甲县"), ("530102", "乙县")):
        add(code, name, Kind.COUNTY, "CITY")
        for suffix, body, kind in BODIES:
            add(f"{code}-{suffix}", f"{name}{body}", kind, code)
        add(f"{code}-D1", f"{name}示例局", Kind.DEPARTMENT, code)
        add(f"{code}-T1", f"{name}示例乡", Kind.TOWNSHIP, code)
        add(f"{code}-V1", f"{name}示例村", Kind.VILLAGE, f"{code}-T1")


def _rounds(cast: Cast) -> None:
    cast.round = RoundFactory(code="2019-01", name="2019年第一轮")
    cast.round_draft = RoundFactory(
        code="2020-01",
        name="2020年第一轮",
        year=2020,
        starts_on="2020-03-01",
        ends_on="2020-06-30",
        state=RoundState.PREPARING,
    )
    cast.deployment = DeploymentFactory(code="2019-01-B1", round=cast.round, name="第一板块", form=Form.BLOCK)
    for position, county in enumerate((cast.county, cast.county_other)):
        DeploymentCountyFactory(deployment=cast.deployment, county=county, position=position)
    for number in (1, 2):
        cast.teams[f"T{number}"] = TeamFactory(
            code=f"T{number}", deployment=cast.deployment, name=f"第{number}巡察组"
        )
    cast.category = CategoryFactory(round=cast.round, name="落实不力")


def _people(cast: Cast) -> None:
    for name, (role, organization, cleared) in POSTS.items():
        person = PersonFactory(name=f"示例{name}", clue_cleared=cleared)
        PostFactory(person=person, organization=cast.organizations[organization], role=role)
        cast.users[name] = UserFactory(username=name, person=person)
    for position, (name, (team, seat, cleared)) in enumerate(SEATS.items()):
        person = PersonFactory(name=f"组员{name}", clue_cleared=cleared)
        home = "530102-XCB" if team == "T1" else "530101-XCB"
        cast.inspectors[name] = InspectorFactory(
            person=person,
            name=person.name,
            organization=cast.organizations[home],
            qualification=Qualification.LEADER if seat == TeamRole.LEADER else Qualification.MEMBER,
        )
        TeamMemberFactory(
            team=cast.teams[team], inspector=cast.inspectors[name], role=seat, position=position
        )
        cast.users[name] = UserFactory(username=name, person=person)


def _assignments(cast: Cast) -> None:
    def add(code: str, team: str, organization: str) -> Assignment:
        return AssignmentFactory(
            code=code, team=cast.teams[team], organization=cast.organizations[organization]
        )

    cast.assignment = add("RW-1", "T1", "530101-D1")
    cast.assignment_village = add("RW-2", "T1", "530101-V1")
    cast.assignment_other = add("RW-3", "T2", "530102-D1")


def _findings(cast: Cast) -> None:
    """One in each state on `assignment`, drafted by itm; then a village's, and one of the other county."""
    common = {"category": cast.category, "drafted_by": cast.users["itm"].person}
    for number, state in enumerate(FindingState, 1):
        cast.findings[state.value] = FindingFactory(
            code=f"WT-2019-{100 + number:05d}", assignment=cast.assignment, state=state, **common
        )
    cast.findings["village"] = FindingFactory(
        code="WT-2019-00201", assignment=cast.assignment_village, systemic=True, amount="12.30", **common
    )
    cast.findings["other"] = FindingFactory(
        code="WT-2019-00301", assignment=cast.assignment_other, category=cast.category
    )


def _clues(cast: Cast) -> None:
    """One in each state with county 甲's commission; one with the city's, one with county 乙's."""
    handler = cast.organizations["530101-JW"]
    for number, state in enumerate(ClueState, 1):
        cast.clues[state.value] = ClueFactory(
            code=f"XS-2019-{100 + number:04d}",
            finding=cast.findings["village"],
            state=state,
            handler=handler,
            is_village_cadre=True,
            route=Route.COUNTY_ESCALATED,
            created_by=cast.users["itm"].person,
        )
    SanctionFactory(clue=cast.clues["closed"])
    RecoveryFactory(clue=cast.clues["closed"], voucher="PZ-1")
    cast.clues["city"] = ClueFactory(
        code="XS-2019-0201",
        finding=cast.findings["village"],
        handler=cast.organizations["CITY-JW"],
        is_major=True,
        route=Route.CITY_DIRECT,
    )
    cast.clues["other"] = ClueFactory(
        code="XS-2019-0301", finding=cast.findings["other"], handler=cast.organizations["530102-JW"]
    )


def _rectification(cast: Cast) -> None:
    for number, state in enumerate(TaskState, 1):
        cast.tasks[state.value] = TaskFactory(
            code=f"ZG-2019-{100 + number:05d}", finding=cast.findings["fed_back"], state=state
        )
    cast.tasks["other"] = TaskFactory(code="ZG-2019-00301", finding=cast.findings["other"])
    place = {"round": cast.round, "addressee": cast.county}
    elsewhere = {"round": cast.round, "addressee": cast.county_other}
    cast.recommendation = RecommendationFactory(code="JY-2019-001", finding=cast.findings["village"], **place)
    cast.recommendation_other = RecommendationFactory(code="JY-2019-002", **elsewhere)
    cast.matter = MatterFactory(code="JB-2019-001", finding=cast.findings["confirmed"], **place)
    cast.matter_other = MatterFactory(code="JB-2019-002", **elsewhere)
    cast.matter_secret = MatterFactory(code="JB-2019-003", kind=MatterKind.CLUE, **place)
