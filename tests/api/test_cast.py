"""The premise of all other tests: the cast stands, and its people hold what they are said to hold."""

from accounts.choices import Role
from clues.models import Clue
from inspections.choices import FindingState
from inspections.models import Finding
from tests.cast import POSTS, SEATS


def test_everybody_holds_his_role(cast):
    for name, (role, _, _) in POSTS.items():
        assert cast.user(name).access.roles == {role}, name
    for name in SEATS:
        expected = Role.ITL if name in ("itl", "itd", "itl_other") else Role.ITM
        assert cast.user(name).access.roles == {expected}, name


def test_the_scopes_differ_as_the_cast_says(cast):
    seen = {name: set(Finding.objects.visible_to(cast.user(name))) for name in (*POSTS, *SEATS)}
    assert len(seen["co"]) == len(FindingState) + 2
    assert seen["bo"] == {cast.findings["fed_back"]}
    assert seen["xo_other"] == {cast.findings["other"]} == seen["itl_other"]
    assert not seen["sys"] and not seen["sec"] and not seen["aud"]
    clues = {name: set(Clue.objects.visible_to(cast.user(name))) for name in (*POSTS, *SEATS)}
    assert clues["itm"] == {cast.clues["draft"]}
    assert clues["xd_other"] == {cast.clues["other"]} and clues["cd"] == {cast.clues["city"]}
    assert not clues["co_uncleared"] and not clues["xd_uncleared"] and not clues["bo"] and not clues["xo"]
