"""refresh_figures: says what is wrong, puts it right; and so does every import."""

import pytest
from django.core.management import CommandError, call_command

from inspections.models import Finding
from reports.models import AssignmentFigures


def test_a_wrong_summary_is_reported_and_repaired(cast, capsys):
    call_command("refresh_figures", "--check")
    assert "一致" in capsys.readouterr().out
    row = AssignmentFigures.objects.filter(findings__gt=0).first()
    AssignmentFigures.objects.filter(pk=row.pk).update(findings=row.findings + 1)
    with pytest.raises(CommandError, match="AssignmentFigures 2 行"):
        call_command("refresh_figures", "--check")
    call_command("refresh_figures")
    call_command("refresh_figures", "--check")
    assert AssignmentFigures.objects.get(assignment=row.assignment_id).findings == row.findings


def test_what_was_changed_behind_the_services_is_seen(cast):
    Finding.objects.filter(pk=cast.findings["other"].pk).update(state="confirmed", feedback_number=None)
    with pytest.raises(CommandError, match="AssignmentFigures"):
        call_command("refresh_figures", "--check")


def test_the_search_index_is_rebuilt(cast, capsys):
    call_command("rebuild_search")
    assert f"发现问题：{Finding.objects.count()} 行" in capsys.readouterr().out
