"""Clues: need-to-know, masked, and every reading recorded."""

import pytest

from accounts.models import AuditRecord
from tests.api.test_resources import RESOURCES, rows_of, url
from tests.cast import CANARY, POSTS, SEATS


@pytest.mark.parametrize("name", [*POSTS, *SEATS])
def test_the_word_meets_nobody_but_who_wrote_it(cast, name):
    """Masked for all; in full only to the member who drafted the clue, on his own draft."""
    api = cast.api(name)
    text = ""
    for resource in RESOURCES:
        answer = api.get(url(resource), {"page_size": 200})
        text += answer.content.decode()
        if answer.status_code == 200:
            for row in answer.json()["results"][:12]:
                text += api.get(url(resource, row["id"])).content.decode()
    assert (CANARY in text) is (name == "itm")


def test_masking(cast):
    row = cast.api("co").get(url("clues", cast.clues["closed"].pk)).json()
    assert row["subject_name"] == "龚**" and row["masked"] is True
    assert row["subject_post"].startswith("示*") and "书记" not in row["subject_post"]
    assert row["content"] == "反映龚**虚报冒领补助资金。"
    assert rows_of(cast.api("co"), "sanctions")[0]["person_name"] == "龚**"
    own = cast.api("itm").get(url("clues", cast.clues["draft"].pk)).json()
    assert own["subject_name"] == f"龚{CANARY}" and own["masked"] is False


@pytest.mark.parametrize("resource", ["clues", "sanctions"])
@pytest.mark.parametrize(
    "query",
    [
        "subject_name=龚暗雀",
        "subject_name__startswith=龚",
        "ordering=subject_name",
        "subject_post=x",
        "content=x",
        "person_name=龚暗雀",
        "ordering=person_name",
        "expand=finding",
        "fields=subject_name",
    ],
)
def test_no_oracle_on_masked_fields(cast, resource, query):
    answer = cast.api("co").get(f"{url(resource)}?{query}")
    assert answer.status_code == 400 and CANARY not in answer.content.decode()


def test_words_are_not_searched_in_masked_fields(cast):
    api = cast.api("co")
    assert rows_of(api, "clues", search=CANARY) == [] == rows_of(api, "clues", search="虚报冒领")
    assert len(rows_of(api, "clues", search="XS-2019-0108")) == 1


def test_reading_is_recorded_without_words(cast):
    api, before = cast.api("co"), AuditRecord.objects.count()
    clue = cast.clues["closed"]
    api.get(url("clues", clue.pk))
    record = AuditRecord.objects.get(action="clue.view")
    assert record.object_id == str(clue.pk) and record.actor == cast.users["co"]
    rows = rows_of(api, "clues", state="closed")
    listed = AuditRecord.objects.get(action="clue.list")
    assert listed.details == {"ids": [row["id"] for row in rows]}
    assert AuditRecord.objects.count() == before + 2
    assert CANARY not in "".join(str(one.details) for one in AuditRecord.objects.all())


def test_the_handler_is_the_organisation(cast):
    row = cast.api("co").get(url("clues", cast.clues["city"].pk)).json()
    assert row["organization"]["code"] == "CITY-JW" and row["inspected"]["code"] == "530101-V1"
    found = rows_of(cast.api("co"), "clues", organization="CITY-JW")
    assert [one["id"] for one in found] == [row["id"]]
    assert row["route"] == "city_direct" and row["route_label"] == "市级直查直办"


def test_a_matter_about_a_clue_is_not_among_the_matters(cast):
    for name in ("co", "lg", "xo", "xl"):
        api = cast.api(name)
        assert api.get(url("assigned-matters", cast.matter_secret.pk)).status_code == 404
        assert rows_of(api, "assigned-matters", code=cast.matter_secret.code) == []


def test_outcomes(cast):
    row = rows_of(cast.api("co"), "recoveries", voucher="PZ-1")[0]
    assert row["amount"] == "12.50" and row["on"] == "2019-09-01" and row["method_label"] == "收回"
    assert row["clue"]["code"] == cast.clues["closed"].code
    assert rows_of(cast.api("co"), "recoveries", clue=row["clue"]["code"]) == [row]
    assert rows_of(cast.api("xd"), "recoveries", clue=cast.clues["other"].code) == []
