"""Persons of clues: masked for everybody but who wrote the clue, on the server, wherever a clue is shown (CL-02).

The modifiers of access.csv: `m` masks, `d` opens only what is not handed in, `p` only what was fed back.
"""

import re
from urllib.parse import urlencode

import pytest
import python_calamine
from django.urls import reverse

from clues.choices import ClueState
from clues.models import Clue, Sanction
from clues.tables import COLUMNS
from config.lib.listing import page_of
from exchange.services.list_exports import write_list
from inspections.choices import FindingState
from inspections.models import Finding
from tests.cast import POSTS, SEATS
from tests.factories import ClueFactory, SanctionFactory

EVERYBODY = [*POSTS, *SEATS]
MASKED = ("co", "itl", "itd", "itl_other", "xd", "xd_other", "cd")
NONE = [name for name in EVERYBODY if name not in (*MASKED, "itm")]
ALL_COLUMNS = {"cols": ",".join(column.key for column in COLUMNS), "round": ""}

# Nobody but the drafter may read any of these: the person, his post, and another who was punished with him.
NAME, POST, OTHER = "阙玄霜", "示例镇渊默村党总支书记", "尉迟青锷"
SECRETS = (NAME, POST, OTHER)


@pytest.fixture(scope="module")
def city(stage):
    """Each clue about NAME, whose text tells his post; the closed ones name OTHER, too, and say what he got."""
    text = f"{POST}{NAME}虚报冒领，{NAME}分得一半。"
    both = f"{text}{OTHER}分得另一半。"
    Clue.objects.update(subject_name=NAME, subject_post=POST, content=text)
    Clue.objects.filter(state=ClueState.CLOSED).update(content=both)
    for name, code in (("city", "XS-2019-0902"), ("other", "XS-2019-0903")):
        source = stage.clues[name]
        ClueFactory(
            code=code,
            finding=source.finding,
            handler=source.handler,
            state="closed",
            subject_name=NAME,
            subject_post=POST,
            content=both,
        )
    for clue in Clue.objects.filter(state=ClueState.CLOSED):
        clue.sanctions.all().delete()
        SanctionFactory(clue=clue, person_name=OTHER)
    return stage


def everything_shown(city, name):
    """(where, text) of every place that shows a clue to this account."""
    client, api = city.client(name), city.api(name)
    yield "list", client.get(reverse("clues:clues"), ALL_COLUMNS).content.decode()
    yield "api list", api.get("/api/v1/clues/", {"page_size": 200}).content.decode()
    yield "sanctions", api.get("/api/v1/sanctions/", {"page_size": 200}).content.decode()
    yield "workbench", client.get("/").content.decode()
    yield "search", client.get("/search/", {"q": "XS-2019"}).content.decode()
    for clue in Clue.objects.visible_to(city.user(name)).select_related("finding"):
        yield f"page {clue}", client.get(reverse("clues:clue", args=[clue.pk])).content.decode()
        yield f"api {clue}", api.get(f"/api/v1/clues/{clue.pk}/").content.decode()
        for noun, pk in (
            ("inspections:finding", clue.finding_id),
            ("inspections:assignment", clue.assignment_id),
            ("accounts:organization", clue.organization_id),
        ):
            yield noun, client.get(reverse(noun, args=[pk])).content.decode()


@pytest.mark.parametrize("name", MASKED)
def test_names_posts_and_texts_are_masked_everywhere(db, city, name):
    visible = Clue.objects.visible_to(city.user(name))
    assert visible.exists(), "the premise"
    masked = 0
    for where, text in everything_shown(city, name):
        for secret in SECRETS:
            assert secret not in text, f"{name} reads {secret} in {where}"
        masked += "阙**" in text
    assert masked >= 3 * visible.count(), "the premise: the clues are there, masked"


@pytest.mark.parametrize("name", NONE)
def test_to_others_there_is_not_even_a_mask(db, city, name):
    for where, text in everything_shown(city, name):
        assert not re.search("|".join((*SECRETS, r"阙\*", r"尉\*")), text), (name, where)


def test_who_drafted_a_clue_knows_whom_it_is_about(db, city):
    shown = dict(everything_shown(city, "itm"))
    code = city.clues["draft"].code
    assert set(map(str, Clue.objects.visible_to(city.user("itm")))) == {code}
    for where in ("list", "api list", f"page {code}", f"api {code}"):
        assert NAME in shown[where] and "阙**" not in shown[where], where


@pytest.mark.parametrize("name", ["co", "xd", "cd"])
def test_exports_are_masked(db, city, name, tmp_path):
    file = tmp_path / "list.xlsx"
    page = page_of("clues:clues")
    assert write_list(page, city.user(name), urlencode(ALL_COLUMNS), file)
    cells = [
        str(cell)
        for row in python_calamine.CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
        for cell in row
    ]
    assert "阙**" in cells
    assert not [cell for cell in cells if any(secret in cell for secret in SECRETS)]


@pytest.mark.parametrize("name", ["co", "xd"])
@pytest.mark.parametrize(
    "query",
    [
        {"subject_name": NAME},
        {"subject_name__startswith": "阙"},
        {"subject_post": POST},
        {"content": "虚报"},
        {"sort": "subject_name"},
        {"sort": "-subject_name"},
        {"sort": "content"},
        {"state": "", "subject": NAME},
    ],
    ids=urlencode,
)
def test_a_masked_field_is_no_question_to_a_list(db, city, name, query):
    """AC-09: neither filter nor order by what is masked: the answer is the same as without."""
    client, url = city.client(name), reverse("clues:clues")
    Clue.objects.filter(pk=city.clues["filed"].pk).update(subject_name="阿某", content="别的")

    def rows(**more):
        answer = client.get(url, {"round": "", **more})
        return [row["id"] for row in answer.context["table"]["rows"]], answer.context["totals"][0].value

    plain = rows()
    assert len(plain[0]) >= 5
    assert rows(**query) == plain


@pytest.mark.parametrize("words", [NAME, NAME[0], POST, OTHER, "虚报冒领", "阙**"])
def test_masked_words_are_not_found(db, city, words):
    for name in MASKED:
        client = city.client(name)
        assert not client.get(reverse("clues:clues"), {"round": "", "search": words}).context["table"]["rows"]
        # The words asked for stand in the box again: only links to clues would tell.
        assert (
            "/clues/clues/" not in client.get("/search/", {"q": words}).content.decode().split("<main", 1)[1]
        )


# --- d and p ----------------------------------------------------------------------------------------------
def seen(city, name, action, model=Clue):
    return set(model.objects.visible_to(city.user(name), action).values_list("code", flat=True))


def test_d_ends_when_the_draft_is_handed_in(db, city):
    draft = city.clues["draft"]
    page = reverse("clues:clue", args=[draft.pk])
    assert city.client("itm").get(page).status_code == 200
    Clue.objects.filter(pk=draft.pk).update(state=ClueState.APPROVING)
    assert seen(city, "itm", "clue.view") == set()
    assert city.client("itm").get(page).status_code == 404
    assert city.api("itm").get(f"/api/v1/clues/{draft.pk}/").status_code == 404
    assert draft.code in seen(city, "itl", "clue.view"), "his leader goes on seeing it"


def test_p_begins_with_the_feedback(db, city):
    confirmed = city.findings["confirmed"]
    page = reverse("inspections:finding", args=[confirmed.pk])
    readers = ("xo", "xl", "od", "xd", "cd", "bo")
    assert {city.client(name).get(page).status_code for name in readers} == {404}
    Finding.objects.filter(pk=confirmed.pk).update(state=FindingState.FED_BACK, feedback_number=77)
    assert {city.client(name).get(page).status_code for name in readers} == {200}
    assert city.client("bo_village").get(page).status_code == 404


DRAFT = {"XS-2019-0101"}
SENT = {f"XS-2019-{n:04d}" for n in (103, 104, 105, 106, 107, 108)}
TEAM = {f"XS-2019-{n:04d}" for n in (*range(101, 110), 201, 902)}
CITY = {"XS-2019-0201", "XS-2019-0902"}
OTHERS = {"XS-2019-0301", "XS-2019-0903"}
OFFICE = {"co": TEAM | OTHERS}
TEAMS = {"itl": TEAM, "itd": TEAM, "itl_other": OTHERS}
COUNTIES = {"xd": SENT, "xd_other": OTHERS}
BODIES = {**COUNTIES, "cd": CITY}
DRAFTER = {"itm": DRAFT}


@pytest.mark.parametrize(
    "action, expected",
    [
        ("clue.list", OFFICE | TEAMS | BODIES | DRAFTER),
        ("clue.search", OFFICE | TEAMS | BODIES | DRAFTER),
        ("clue.reveal", OFFICE | TEAMS | BODIES | DRAFTER),
        ("clue.update", {"itl": DRAFT, "itd": DRAFT, "itm": DRAFT}),
        ("clue.delete", DRAFTER),
        ("clue.submit", TEAMS),
        ("clue.review", OFFICE),
        ("clue.transfer", OFFICE),
        ("clue.accept", BODIES),
        ("clue.return", BODIES),
        ("clue.request_escalation", COUNTIES),
        ("clue.decide_escalation", {"cd": CITY}),
        ("clue.print", OFFICE | TEAMS | BODIES),
        ("clue_outcome.view", OFFICE | TEAMS | BODIES),
        ("clue_outcome.update", BODIES),
        ("clue_outcome.confirm_close", OFFICE),
        ("clue_outcome.export", OFFICE | BODIES),
    ],
)
def test_who_may_act_on_which_clue(db, city, action, expected):
    """By hand from access.csv; nobody else, and nobody who is not cleared."""
    found = {name: seen(city, name, action) for name in EVERYBODY}
    assert {name: rows for name, rows in found.items() if rows} == expected


def test_outcomes_follow_their_clue(db, city):
    for name in EVERYBODY:
        clues = set(
            Clue.objects.visible_to(city.user(name), "clue_outcome.view").values_list("pk", flat=True)
        )
        outcomes = set(Sanction.objects.visible_to(city.user(name)).values_list("clue", flat=True))
        closed = set(Clue.objects.filter(pk__in=clues, state=ClueState.CLOSED).values_list("pk", flat=True))
        assert outcomes == closed, name
