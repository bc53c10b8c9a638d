"""The overview over another correct workbook equals what is computed from its sheets by hand."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
import python_calamine
from django.conf import settings
from django.urls import reverse

from accounts.choices import Role
from accounts.models import Organization, Person, Post, User
from exchange.services import importing
from tests.exchange.small_office import write

SAMPLE = Path(__file__).resolve().parents[2] / "inspections" / "fixtures" / "kunming-2019.xlsx"


def sheets(file):
    book = python_calamine.CalamineWorkbook.from_path(str(file))
    found = {}
    for name in book.sheet_names:
        head, *rows = book.get_sheet_by_name(name).to_python()
        found[name] = [dict(zip(head, row, strict=True)) for row in rows]
    return found


def by_hand(file, *, county="", form="", kind=""):
    """The figures of domain.md from the cells alone."""
    book = sheets(file)
    organizations = {row["编码"]: row for row in book["机构"]}
    deployments = {row["编码"]: row for row in book["组织单元"]}
    teams = {row["编码"]: deployments[row["组织单元编码"]] for row in book["巡察组"]}

    def county_of(code):
        while code and organizations[code]["类别"] != "县(市)区":
            code = organizations[code]["上级编码"]
        return code

    def chosen(row):
        unit = row["被巡察机构"]
        return (
            (not county or county_of(unit) == county)
            and (not form or teams[row["巡察组编码"]]["组织形式"] == form)
            and (not kind or organizations[unit]["类别"] == kind)
        )

    assignments = {row["编码"]: row for row in book["巡察任务"] if chosen(row)}
    findings = {row["编码"]: row for row in book["问题"] if row["巡察任务编码"] in assignments}
    clues = {row["编码"]: row for row in book["线索"] if row["问题编码"] in findings}
    village = {
        code
        for code, row in clues.items()
        if organizations[assignments[findings[row["问题编码"]]["巡察任务编码"]]["被巡察机构"]]["类别"]
        == "村(社区)"
    }
    filed = {code for code, row in clues.items() if isinstance(row["立案日期"], date)}
    money = sum(
        (Decimal(str(r["金额(万元)"])) for r in book["资金收缴"] if r["线索编码"] in clues), Decimal(0)
    )
    tasks = [row for row in book["整改任务"] if row["问题编码"] in findings]
    units = {row["被巡察机构"] for row in assignments.values()}
    cleared = sum(row["状态"] == "已销账" for row in tasks)
    base = book["县级巡察基线"][0]
    per = Fraction(len(clues), len(units)) if units else None
    base_per = Fraction(int(base["移交线索数"]), int(base["被巡察机构数"]))
    return {
        "counties": len({county_of(unit) for unit in units}),
        "organizations_inspected": len(units),
        "villages_inspected": sum(organizations[unit]["类别"] == "村(社区)" for unit in units),
        "findings": len(findings),
        "clues_transferred": len(clues),
        "clues_filed": len(filed),
        "filing_rate": rate(len(filed), len(clues)),
        "village_clues_transferred": len(village),
        "village_clues_filed": len(village & filed),
        "village_filing_rate": rate(len(village & filed), len(village)),
        "recovered": f"{money:.2f}",
        "clues_per_organization": None if per is None else round(float(per), 4),
        "increase_multiple": None if per is None else round(float(per / base_per - 1), 4),
        "rectification_tasks": len(tasks),
        "rectification_cleared": cleared,
        "rectification_rate": rate(cleared, len(tasks)),
    }


def rate(part, whole):
    return round(part / whole, 4) if whole else None


@pytest.fixture
def office_client(db, client):
    """A browser of the city office, made once its office has been imported."""

    def sign_in():
        person = Person.objects.create(name="龚主任", clue_cleared=True)
        office = Organization.objects.filter(kind="inspection_office").order_by("depth", "code").first()
        Post.objects.create(person=person, organization=office, role=Role.CO)
        user = User.objects.create(username="hand", person=person, is_active=True)
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
        return client

    return sign_in


def overview(client, **cut):
    answer = client.get(reverse("api-statistics-overview"), cut)
    assert answer.status_code == 200, answer.content
    return answer.json()


FORMS = {"block": "板块式", "linked": "联动式", "menu": "菜单式"}


@pytest.mark.parametrize("which", ["sample", "small"])
def test_every_cut_equals_the_sheets(office_client, tmp_path, which):
    file = (
        SAMPLE if which == "sample" else write(tmp_path / "office.xlsx", {"资金收缴!C2": 0.29, "线索!N2": ""})
    )
    importing.import_file(file, None)
    client = office_client()
    cuts = [({}, {})]
    cuts += [({"form": code}, {"form": label}) for code, label in FORMS.items()]
    cuts += [({"organization_kind": "village"}, {"kind": "村(社区)"})]
    counties = Organization.objects.filter(kind="county").values_list("code", flat=True)
    cuts += [({"county": code}, {"county": code}) for code in counties]
    cuts += [({"county": counties[0], "form": "block"}, {"county": counties[0], "form": "板块式"})]
    for asked, told in cuts:
        right = by_hand(file, **told)
        found = overview(client, **asked)
        assert {key: found[key] for key in right} == right, asked
