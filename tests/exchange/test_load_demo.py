"""load_demo: the accounts of the contract for whatever a workbook holds, once."""

import stat

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts.choices import Role
from accounts.models import User
from inspections.models import Inspector, TeamMember
from tests.exchange.small_office import write

CITY = {
    "co": Role.CO,
    "co2": Role.CO,
    "cd": Role.CD,
    "sys": Role.SYS,
    "sec": Role.SEC,
    "sec2": Role.SEC,
    "aud": Role.AUD,
}


@pytest.fixture
def office(tmp_path, db, settings, capsys):
    """The small office, loaded with a password of our own."""
    settings.DEMO_PASSWORD = "示例-password-9"
    call_command("load_demo", str(write(tmp_path / "office.xlsx")))
    return capsys.readouterr().out


def roles(name):
    access = User.objects.get(username=name.lower()).access
    return set(access.roles)


def test_everybody_of_the_workbook_has_an_account(office):
    for name, role in CITY.items():
        assert roles(name) == {role}, name
    for county in ("530101", "530102"):
        assert roles(f"xo-{county}") == {Role.XO} and roles(f"xd-{county}") == {Role.XD}
        assert roles(f"xl-{county}") == {Role.XL} and roles(f"od-{county}") == {Role.OD}
    assert roles("bo-530101-D1") == roles("bo-530101-V1") == {Role.BO}
    assert not User.objects.filter(username="bo-530102-d1").exists(), "it was not inspected"
    assert roles("itl-T1") == roles("itd-T1") == {Role.ITL}
    assert roles("itm-T1") == roles("itm2-T1") == {Role.ITM}


def test_team_accounts_are_the_people_of_the_pool(office):
    seats = {"itl-T1": "R1", "itd-T1": "R2", "itm-T1": "R4", "itm2-T1": "R3"}
    found = {name: User.objects.get(username=name.lower()).person for name in seats}
    linked = {name: Inspector.objects.get(person=person).number for name, person in found.items()}
    assert (
        set(linked.values()) == set(seats.values()) and linked["itl-T1"] == "R1" and linked["itd-T1"] == "R2"
    )
    assert TeamMember.objects.count() == 4


def test_who_handles_clues_is_cleared(office):
    for name in ("co", "cd", "xl-530101", "xd-530101", "itl-T1"):
        assert User.objects.get(username=name.lower()).person.clue_cleared, name
    for name in ("xo-530101", "od-530101", "bo-530101-D1", "itm-T1", "sys", "aud"):
        assert not User.objects.get(username=name.lower()).person.clue_cleared, name


@pytest.mark.parametrize("name", ["co", "itl-T1", "bo-530101-D1", "aud"])
def test_the_password_given_signs_in(office, name):
    client = Client()
    values = {"username": name, "password": "示例-password-9"}
    answer = client.post(reverse("accounts:login"), values)
    assert answer.status_code == 302
    assert client.get("/").status_code == 200
    assert "示例-password-9" in office


def test_a_second_time_changes_nothing(office, tmp_path, capsys):
    before = list(User.objects.order_by("pk").values())
    call_command("load_demo", str(write(tmp_path / "again.xlsx")))
    assert "未载入" in capsys.readouterr().out
    assert list(User.objects.order_by("pk").values()) == before


@pytest.mark.django_db
def test_without_a_password_one_is_made_and_kept_for_its_owner_alone(tmp_path, settings, capsys):
    settings.DEMO_PASSWORD = ""
    call_command("load_demo", str(write(tmp_path / "office.xlsx")))
    kept = settings.DATA / "demo-password"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    password = kept.read_text().strip()
    assert len(password) >= 10 and password in capsys.readouterr().out
    assert User.objects.get(username="co").check_password(password)
    kept.unlink()


@pytest.mark.django_db
def test_only_the_profile_for_trying_has_demo_accounts(settings):
    settings.SECURITY_PROFILE = "mlps3"
    with pytest.raises(CommandError, match="demo"):
        call_command("load_demo")
    assert not User.objects.exists()


@pytest.mark.django_db
def test_the_sample_office_gives_the_articles_figures(settings):
    """The totals of the article, from the file the project ships."""
    settings.DEMO_PASSWORD = "x-password-1"
    call_command("load_demo")
    client = Client()
    client.post(reverse("accounts:login"), {"username": "co", "password": "x-password-1"})
    found = client.get("/api/v1/statistics/overview/").json()
    expected = {
        "rounds": 3,
        "counties": 14,
        "organizations_inspected": 65,
        "villages_inspected": 25,
        "findings": 819,
        "clues_transferred": 185,
        "village_clues_filed": 61,
        "village_clues_transferred": 110,
        "village_filing_rate": 0.5545,
        "recovered": "4422.00",
        "increase_multiple": 3.4038,
    }
    assert {key: found[key] for key in expected} == expected
    board = client.get(reverse("reports:board")).content.decode()
    for words in ("819", "185", "65", "55.5", "4,422.00", "提高", "3.4", "2.85 ÷ 0.65 − 1", "14 个县区"):
        assert words in board, words
