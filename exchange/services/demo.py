"""Demo accounts for whatever office a workbook holds. Profile `demo` only: so that the product can be tried.

Names: ``co co2 lg cd sys sec sec2 aud``; for each county code C ``xo-C xl-C od-C xd-C``; ``bo-<organisation>`` for
every inspected organisation; for each team T ``itl-T`` (组长), ``itd-T`` (副组长), ``itm-T`` and ``itm2-T``, each
linked to that person's inspector record.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts import audit
from accounts.choices import OrganizationKind as Kind
from accounts.choices import Role
from accounts.models import Organization, Person, Post, User
from inspections.choices import TeamRole
from inspections.models import Assignment, Inspector, TeamMember

# clue_cleared in a demo (issue's list); an inspector of a team is cleared where he leads one.
CLEARED = frozenset({Role.CO, Role.LG, Role.XL, Role.XD, Role.CD})
CITY_ACCOUNTS = (
    ("co", Role.CO, Kind.INSPECTION_OFFICE, "巡察办"),
    ("co2", Role.CO, Kind.INSPECTION_OFFICE, "巡察办二"),
    ("lg", Role.LG, Kind.LEADING_GROUP, "领导小组"),
    ("cd", Role.CD, Kind.DISCIPLINE_COMMISSION, "纪委监委"),
    ("sys", Role.SYS, Kind.INSPECTION_OFFICE, "系统管理员"),
    ("sec", Role.SEC, Kind.INSPECTION_OFFICE, "安全管理员"),
    ("sec2", Role.SEC, Kind.INSPECTION_OFFICE, "安全管理员二"),
    ("aud", Role.AUD, Kind.INSPECTION_OFFICE, "审计管理员"),
)
COUNTY_ACCOUNTS = (
    ("xo", Role.XO, Kind.INSPECTION_OFFICE, "巡察办"),
    ("xl", Role.XL, Kind.LEADING_GROUP, "领导小组"),
    ("od", Role.OD, Kind.ORGANIZATION_DEPARTMENT, "组织部"),
    ("xd", Role.XD, Kind.DISCIPLINE_COMMISSION, "纪委监委"),
)
# Account prefix, role in the team, which of them.
SEATS = (
    ("itl", TeamRole.LEADER, 0),
    ("itd", TeamRole.DEPUTY, 0),
    ("itm", None, 0),
    ("itm2", None, 1),
)
ORDINARY = (TeamRole.LIAISON, TeamRole.MEMBER)
LEADING = ("itl", "itd")


@dataclass(frozen=True)
class Demo:
    """One account made: its name, what it stands for, where."""

    username: str
    role: str
    place: str


@dataclass(frozen=True)
class Missing:
    """An account that could not be made, and why."""

    username: str
    why: str


@transaction.atomic
def make_accounts(password: str) -> tuple[list[Demo], list[Missing]]:
    """Make all demo accounts in a few statements; returns those made and those that the workbook gives no place for.

    One hash serves all: the password is the same and printed on the screen, and two hundred hashes would cost a
    minute. Real accounts never share a salt.
    """
    maker = _Maker(make_password(password))
    for name, role, kind, label in CITY_ACCOUNTS:
        maker.post(name, role, maker.body(None, kind), f"演示·市{label}")
    for county in Organization.objects.counties():
        for prefix, role, kind, label in COUNTY_ACCOUNTS:
            maker.post(
                f"{prefix}-{county.code}", role, maker.body(county, kind), f"演示·{county.name}{label}"
            )
    inspected = Assignment.objects.order_by().values("organization").distinct()
    for organization in Organization.objects.filter(pk__in=inspected).order_by("code"):
        maker.post(f"bo-{organization.code}", Role.BO, organization, f"演示·{organization.name}")
    for name, inspector, team in _seats():
        maker.seat(name, inspector, team)
    maker.write()
    audit.record(None, "demo.accounts", count=len(maker.made))
    return maker.made, maker.missing


def _seats() -> Iterator[tuple[str, Inspector | None, Any]]:
    members: dict[Any, list[TeamMember]] = defaultdict(list)
    rows = TeamMember.objects.select_related("team", "inspector__organization").order_by(
        "team__code", "position"
    )
    for member in rows:
        members[member.team].append(member)
    for team, seated in members.items():
        for prefix, role, position in SEATS:
            fit = [m.inspector for m in seated if (m.role == role if role else m.role in ORDINARY)]
            yield f"{prefix}-{team.code}", fit[position] if position < len(fit) else None, team


class _Maker:
    """Gathers people, accounts and posts, and writes each kind at once."""

    def __init__(self, hashed: str) -> None:
        self.hashed = hashed
        self.people: list[Person] = []
        self.users: list[User] = []
        self.posts: list[Post] = []
        self.inspectors: dict[uuid.UUID, Inspector] = {}
        self.made: list[Demo] = []
        self.missing: list[Missing] = []
        bodies = Organization.objects.exclude(kind__in=[Kind.CITY, Kind.COUNTY]).select_related("county")
        self.bodies: dict[tuple[uuid.UUID | None, str], Organization] = {}
        for body in bodies.order_by("depth", "code"):
            self.bodies.setdefault((body.county_id, body.kind), body)
        self.root = Organization.objects.get_root_nodes().first()

    def body(self, county: Organization | None, kind: Kind) -> Organization | None:
        """The body of this kind of a county, or of the city; the city or county itself where it has none."""
        return self.bodies.get((county.pk if county else None, kind)) or county or self.root

    def post(self, name: str, role: Role, organization: Organization | None, person_name: str) -> None:
        """A person with a post, and his account."""
        if organization is None:
            self.missing.append(Missing(name, "工作簿中没有机构"))
            return
        person = self._person(person_name, role in CLEARED)
        self.posts.append(Post(person=person, organization=organization, role=role, title="演示账号"))
        self._user(name, person, Role(role).label, organization.name)

    def seat(self, name: str, inspector: Inspector | None, team: Any) -> None:
        """The account of a member of a team. Whoever sits on several teams has one person behind several names."""
        if inspector is None:
            self.missing.append(Missing(name, f"{team.name}没有这个席位"))
            return
        leads = name.startswith(LEADING)
        known = self.inspectors.get(inspector.pk)
        if known is None:
            inspector.person = inspector.person or self._person(inspector.name, leads)
            self.inspectors[inspector.pk] = known = inspector
        elif leads and known.person:
            known.person.clue_cleared = True
        self._user(name, known.person, "巡察组成员" if not leads else "巡察组组长、副组长", team.name)

    def _person(self, name: str, cleared: bool) -> Person:
        person = Person(name=name, clue_cleared=cleared)
        self.people.append(person)
        return person

    def _user(self, name: str, person: Any, role: str, place: str) -> None:
        username = User.normalize_username(name).casefold()
        self.users.append(User(username=username, person=person, password=self.hashed, is_active=True))
        self.made.append(Demo(username, role, place))

    def write(self) -> None:
        """Four statements and their batches."""
        Person.objects.bulk_create(self.people)
        User.objects.bulk_create(self.users)
        Post.objects.bulk_create(self.posts)
        Inspector.objects.bulk_update(self.inspectors.values(), ["person"], batch_size=200)
