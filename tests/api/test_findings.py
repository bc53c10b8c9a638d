"""What of a finding each reader is shown, can filter by, and cannot."""

import pytest
from django.test import override_settings

from tests.api.test_resources import rows_of, url


def test_an_inspected_organisation_meets_only_its_own_numbers(cast):
    api = cast.api("bo")
    row = rows_of(api, "findings")[0]
    assert row["code"] == "1" and row["source"] is None and row["source_label"] is None
    assert "WT-" not in api.get(url("findings")).content.decode()
    assert "WT-" not in api.get(url("rectification-tasks")).content.decode()
    assert rows_of(api, "findings", code="1") == [row]
    assert rows_of(api, "findings", code=cast.findings["fed_back"].code) == []
    assert rows_of(api, "findings", search="WT-2019") == []
    assert rows_of(api, "rectification-tasks", finding=cast.findings["fed_back"].code) == []
    assert len(rows_of(api, "rectification-tasks", finding="1")) == 5


def test_a_team_that_is_also_inspected_keeps_both_kinds_of_numbers(cast):
    """Someone of an inspected organisation on another team: each row under its own rule."""
    from accounts.choices import Role
    from tests.factories import PostFactory

    PostFactory(person=cast.users["itl"].person, organization=cast.organizations["530102-D1"], role=Role.BO)
    rows = {row["id"]: row["code"] for row in rows_of(cast.api("itl"), "findings")}
    assert rows[str(cast.findings["other"].pk)] == "1"
    assert rows[str(cast.findings["village"].pk)] == cast.findings["village"].code
    api = cast.api("itl")
    assert rows_of(api, "findings", code=cast.findings["other"].code) == []
    assert [row["id"] for row in rows_of(api, "findings", code="1")] == [str(cast.findings["other"].pk)]


def test_source_and_signatures_are_the_teams(cast):
    finding = cast.findings["fed_back"]
    for name, seen in {"itl": True, "itm": True, "co": True, "xo": False, "cd": False, "lg": False}.items():
        row = cast.api(name).get(url("findings", finding.pk)).json()
        assert (row["source"] == "interview") is seen, name
        assert row["source_label"] == ("个别谈话" if seen else None)
        assert (row["drafted_by"] is not None) is (name in ("itl", "itm", "co", "lg")), name


@override_settings(SECURITY_PROFILE="mlps3")
def test_a_source_behind_the_second_factor_stays_closed_where_the_profile_asks(cast):
    finding = cast.findings["fed_back"]
    assert cast.api("co").get(url("findings", finding.pk)).json()["source"] is None
    assert cast.api("itl").get(url("findings", finding.pk)).json()["source"] == "interview"


@pytest.mark.parametrize("name", ["bo", "xo", "co", "itl"])
@pytest.mark.parametrize(
    "query",
    ["source=interview", "source__in=interview", "ordering=source", "ordering=-source", "drafted_by=x"],
)
def test_no_oracle_on_guarded_fields(cast, name, query):
    assert cast.api(name).get(f"{url('findings')}?{query}").status_code == 400


def test_filters(cast):
    api = cast.api("co")
    cast.findings["draft"].__class__.objects.filter(pk=cast.findings["draft"].pk).update(amount="99.90")

    def codes(**query):
        return {row["code"] for row in rows_of(api, "findings", **query)}

    village, fed_back = cast.findings["village"].code, cast.findings["fed_back"].code
    assert (
        codes(state="fed_back") == codes(state="已反馈") == {village, fed_back, cast.findings["other"].code}
    )
    assert codes(systemic="true") == {village} == codes(systemic="是")
    assert village not in codes(systemic="false") and len(codes(systemic="false")) == 8
    assert codes(organization_kind="村(社区)") == {village}
    assert codes(amount_min="50") == {cast.findings["draft"].code} and codes(amount_max="12.30") == {village}
    assert codes(found_on_after="2019-04-02") == set() and len(codes(found_on_before="2019-04-01")) == 9
    assert len(codes(form="板块式")) == 9 == len(codes(year="2019")) and codes(year="2018") == set()
    assert codes(counted="true") == {village, fed_back, cast.findings["confirmed"].code, "WT-2019-00301"}
    assert len(codes(category="一级/落实不力")) == 9
    assert codes(search=cast.findings["village"].title) == {village}


@pytest.mark.parametrize(
    "query", ["state=nonsense", "found_on_after=2019-13-01", "systemic=maybe", "amount_min=x", "form=块"]
)
def test_a_wrong_value_is_named(cast, query):
    answer = cast.api("co").get(f"{url('findings')}?{query}")
    assert answer.status_code == 400
    assert list(answer.json()["fields"]) == [query.split("=")[0]]


def test_shape(cast):
    row = cast.api("co").get(url("findings", cast.findings["village"].pk)).json()
    assert row["amount"] == "12.30" and row["found_on"] == "2019-04-01"
    assert row["facts"] == [{"number": 1, "text": "第一条事实。"}, {"number": 2, "text": "第二条事实。"}]
    assert row["state"] == "fed_back" and row["state_label"] == "已反馈"
    assert row["category"]["code"] == "一级/落实不力"


def test_a_round_to_an_inspected_organisation_is_name_and_dates(cast):
    row = rows_of(cast.api("bo"), "rounds")[0]
    told = {name for name, value in row.items() if value is not None}
    assert told == {"id", "name", "starts_on", "ends_on"}
    assert rows_of(cast.api("bo"), "rounds", code="2019-01") == []
    for query in ("state=rectifying", "year=2019", "ordering=year"):
        assert cast.api("bo").get(f"{url('rounds')}?{query}").status_code == 400, query
