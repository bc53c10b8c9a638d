"""Search in Chinese texts: any length, both databases, the same as reading every row, always up to date."""

import pytest
from django.db import connection, transaction

from config.lib import textindex
from inspections.models import Finding
from tests.factories import FindingFactory

TEXTS = {
    "a": ("落实生态环境保护责任不到位", "2018年7月以来,该村未公示。\n𠮷某签字不全。"),
    "b": ("三重一大决策不规范", "会议记录Excel缺页；ABC公司ＡＢＣ"),
    "c": ("违规发放津补贴", "涉及3人次,金额12.50万元"),
    "d": ("落地落实差一步", "环保责任、生态修复未落实" + "，工作拖延" * 300 + "末尾独句"),
}


@pytest.fixture
def findings(cast):
    rows = {
        name: FindingFactory(
            code=f"WT-2019-9{n:04d}",
            assignment=cast.assignment,
            category=cast.category,
            title=title,
            facts=facts,
        )
        for n, (name, (title, facts)) in enumerate(TEXTS.items())
    }
    Finding.objects.exclude(pk__in=[row.pk for row in rows.values()]).update(title="无关", facts="无关")
    textindex.rebuild(Finding)
    return rows


def found(words, rows):
    keys = {row.pk: name for name, row in rows.items()}
    hits = Finding.objects.filter(textindex.matching(Finding, words)).values_list("pk", flat=True)
    return "".join(sorted(keys[pk] for pk in hits))


CASES = [
    ("落", "ad"),
    ("落实", "ad"),
    ("实落", ""),
    ("生态环境", "a"),
    ("不到位", "a"),
    ("位2018", ""),
    ("村未公示 𠮷", "a"),
    ("𠮷", "a"),
    ("公示。𠮷某", "a"),
    ("三重一大", "b"),
    ("excel", "b"),
    ("ABC公司", "b"),
    ("xce", "b"),
    ("12.50", "c"),
    ("3人次", "c"),
    ("落实 环境", "a"),
    ("落实 津贴", ""),
    ("末尾独句", "d"),
    ("工作拖延", "d"),
    ('"', ""),
    ("' OR 1=1 --", ""),
    ("落*", "ad"),
    ("NOT 落实", ""),
    ("   ", ""),
]


@pytest.mark.parametrize(("words", "expected"), CASES)
def test_words_are_found_wherever_they_stand(findings, words, expected):
    assert found(words, findings) == expected


def test_every_piece_of_every_text_is_found(findings):
    """Brute force: all parts of up to six characters find their text, also across the pieces of a long one."""
    text = TEXTS["d"][1]
    for start in [*range(12), *range(690, 712), *range(len(text) - 12, len(text))]:
        for length in (1, 2, 3, 6):
            part = text[start : start + length]
            if textindex.characters(part):
                assert "d" in found(part, findings), part


def test_a_changed_text_is_found_anew_and_its_old_words_no_more(findings):
    one = findings["c"]
    Finding.objects.filter(pk=one.pk).update(title="公车私用")
    textindex.texts_changed(model=Finding, ids=[one.pk])
    assert found("公车私用", findings) == "c"
    assert found("津补贴", findings) == ""


def test_what_is_taken_back_is_not_found(findings):
    one = findings["c"]
    with transaction.atomic():
        Finding.objects.filter(pk=one.pk).update(title="公车私用")
        textindex.texts_changed(model=Finding, ids=[one.pk])
        transaction.set_rollback(True)
    assert found("公车私用", findings) == ""
    assert found("津补贴", findings) == "c"


def test_many_rows_are_left_to_the_worker_and_found_meanwhile(findings, monkeypatch):
    monkeypatch.setattr(textindex, "AT_ONCE", 2)
    monkeypatch.setattr(textindex, "BATCH", 3)
    Finding.objects.filter(pk=findings["c"].pk).update(title="公车私用")
    textindex.texts_changed(model=Finding, ids=None)
    assert _behind() == 1
    assert found("公车私用", findings) == "c", "read from the rows while the index is behind"
    assert textindex.catch_up(0.0) == 0, "no time, nothing done, nothing lost"
    assert textindex.catch_up() == Finding.objects.count()
    assert _behind() == 0
    assert found("公车私用", findings) == "c" and found("津补贴", findings) == ""
    assert textindex.catch_up() == 0


def test_an_unfinished_catch_up_goes_on_where_it_stopped(findings, monkeypatch):
    monkeypatch.setattr(textindex, "AT_ONCE", 2)
    monkeypatch.setattr(textindex, "BATCH", 3)
    textindex.texts_changed(model=Finding, ids=None)
    assert textindex._next_batch(Finding) == 3
    assert textindex.catch_up() == Finding.objects.count() - 3


def _behind():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM search_backlog")
        return cursor.fetchone()[0]
