"""The shape of what is typed on pages of this app."""

from django import forms

from config.lib.editing import EditForm


class BaselineForm(EditForm):
    """What county-level inspections of one year found."""

    year = forms.IntegerField(label="年度", min_value=1990, max_value=2100)
    organizations = forms.IntegerField(
        label="被巡察机构数", min_value=1, help_text="该年度县级巡察的机构数。"
    )
    clues = forms.IntegerField(label="移交线索数", min_value=0, help_text="该年度县级巡察移交的线索件数。")
