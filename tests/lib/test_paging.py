"""Keyset pages: every row once, in order, forwards and backwards, also with equal and empty sort values."""

import random
from datetime import date
from decimal import Decimal

import pytest
from django.core import signing

from accounts.models import Organization
from config.lib import paging
from config.lib.paging import BadCursor, Sort
from reports.models import Baseline


@pytest.fixture
def years(db):
    rows = [Baseline(year=1900 + n, organizations=1 + n % 3, clues=n) for n in range(137)]
    random.Random(1).shuffle(rows)
    Baseline.objects.bulk_create(rows)
    return Baseline.objects.all()


def walk(rows, sort, size=10):
    """All pages from first to last by their own links, and back again."""
    forward, params = [], {}
    while True:
        page = paging.take(rows, sort, params, size)
        forward.append(page.ids)
        if not page.after:
            break
        params = {"after": page.after}
    backward, params = [], {"last": "1"}
    while True:
        page = paging.take(rows, sort, params, size)
        backward.append(page.ids)
        if not page.before:
            break
        params = {"before": page.before}
    return [pk for ids in forward for pk in ids], [pk for ids in reversed(backward) for pk in ids]


@pytest.mark.parametrize(
    "sort", [Sort("year"), Sort("year", descending=True), Sort("organizations"), Sort("organizations", True)]
)
def test_every_row_once_in_order_both_ways(years, sort):
    expected = list(years.order_by(*sort.ordering()).values_list("pk", flat=True))
    forward, backward = walk(years, sort)
    assert forward == expected
    assert backward == expected


def test_first_page_has_no_previous_and_last_no_next(years):
    assert not paging.take(years, Sort("year"), {}, 10).before
    assert not paging.take(years, Sort("year"), {"last": "1"}, 10).after
    assert paging.take(years, Sort("year"), {"last": "1"}, 10).before


def test_an_empty_list_is_one_empty_page(db):
    page = paging.take(Baseline.objects.all(), Sort("year"), {})
    assert page.ids == [] and not page.after and not page.before


@pytest.mark.parametrize(
    "cursor",
    ["x", signing.dumps(["clues", "plain", 1, "x"], salt="list.cursor"), signing.dumps([1], salt="other")],
    ids=["not signed", "another list's", "another purpose's"],  # signatures differ from worker to worker
)
def test_a_bent_cursor_is_refused(years, cursor):
    with pytest.raises(BadCursor):
        paging.take(years, Sort("year"), {"after": cursor})


@pytest.mark.parametrize("value", [Decimal("12.50"), date(2019, 3, 11), "WT-1", 7, None])
def test_a_cursor_keeps_the_kind_of_its_value(value):
    line = (Organization().pk, value)
    assert paging._read(paging._write(line, Sort("f")), Sort("f")) == (value, str(line[0]))
