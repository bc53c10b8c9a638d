"""巡察轮次."""

from django import forms

from config.lib.editing import EditForm


def day(label: str) -> forms.DateField:
    """A day, picked or typed."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class RoundForm(EditForm):
    """A round in preparation."""

    code = forms.CharField(label="编码", max_length=200, help_text="例如 2026-01：年度与轮次，全系统唯一。")
    name = forms.CharField(label="名称", max_length=200, help_text="例如 2026年第一轮市县统合巡察。")
    year = forms.IntegerField(label="年度", min_value=1990, max_value=2100)
    starts_on = day("开始日期")
    ends_on = day("结束日期")
