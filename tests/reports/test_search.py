"""搜索: a hit obeys its row, like the list it comes from."""

import pytest
from django.urls import reverse

from tests.cast import CANARY


def page(cast, name, words):
    return cast.client(name).get(reverse("search"), {"q": words})


def links(answer):
    """Addresses of objects on the page, without those of the frame."""
    return {row["url"] for panel in answer.context["panels"] for row in panel.context["table"]["rows"]}


def of_finding(cast, name):
    return reverse("inspections:finding", args=[cast.findings[name].pk])


def test_the_office_finds_by_number_words_and_name(cast):
    village = cast.findings["village"]
    assert of_finding(cast, "village") in links(page(cast, "co", village.code))
    assert of_finding(cast, "village") in links(page(cast, "co", village.title))
    assert len(links(page(cast, "co", "甲县示例村"))) >= 1
    inspector = cast.inspectors["itm"]
    assert reverse("inspections:inspector", args=[inspector.pk]) in links(page(cast, "co", inspector.name))


def test_an_organisation_finds_only_what_it_was_told_and_never_by_the_office_number(cast):
    told = cast.findings["fed_back"]
    assert links(page(cast, "bo", told.title[:2])) >= {of_finding(cast, "fed_back")}
    assert of_finding(cast, "other") not in links(page(cast, "bo", cast.findings["other"].title[:2]))
    assert links(page(cast, "bo", "WT-2019")) == set()
    assert told.code not in page(cast, "bo", told.title[:2]).content.decode()


def test_clues_are_found_by_number_where_the_right_is_held(cast):
    clue = cast.clues["filed"]
    address = reverse("clues:clue", args=[clue.pk])
    for name in ("co", "xd"):
        assert links(page(cast, name, clue.code)) == {address}
    for name in ("bo", "bo_village", "xo", "xd_other", "od", "itm_other", "co_uncleared", "xd_uncleared"):
        assert links(page(cast, name, clue.code)) == set(), name


@pytest.mark.parametrize("name", ["co", "xd", "itl", "xo", "bo_village"])
def test_names_and_contents_of_clues_are_never_searched(cast, name):
    """The word is in names, contents and sanctions; also of clues this reader may open (AC-09)."""
    assert links(page(cast, name, CANARY)) == set()
    assert "没有找到" in page(cast, name, CANARY).content.decode()


@pytest.mark.parametrize("name", ["sys", "sec", "aud"])
def test_administrators_have_no_search(cast, name):
    assert page(cast, name, "示例").status_code == 403
    assert "全局搜索" not in cast.client(name).get("/").content.decode()


def test_strange_words_are_answered_not_failed(cast):
    for words in ("", "   ", '"', "'; DROP TABLE", "%", "\0", "𠮷", "a" * 5000, "NEAR(", "*"):
        assert page(cast, "co", words).status_code == 200


def test_a_sweep_is_slowed_down(cast):
    client = cast.client("co")
    codes = [client.get(reverse("search"), {"q": f"示{n}"}).status_code for n in range(65)]
    assert codes[:50] == [200] * 50 and codes[-1] == 429
    assert page(cast, "lg", "示例").status_code == 200, "others go on"
    assert client.get(reverse("search")).status_code == 200


def test_every_section_offers_its_whole_list(cast):
    client = cast.client("co")
    panels = page(cast, "co", "示例").context["panels"]
    assert len(panels) >= 3
    for panel in panels:
        assert client.get(panel.context["more_url"]).status_code == 200
