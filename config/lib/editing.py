"""The one way a form page works: check the shape, let the service decide, lose nothing that was typed.

A change carries the values its page showed (hidden initial values). Where somebody else has changed the row since, the
page shows both versions and asks again instead of overwriting (ui.md, Form).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from config.lib.refusals import Refusal


class EditForm(forms.Form):
    """The fields of a service, and what they were when the page was made."""

    template_name_label = "components/field.html"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = True
            field.widget.attrs.setdefault("class", "form-control")
            if isinstance(field, forms.ChoiceField):
                field.widget.attrs["class"] = "form-select"

    def seen(self, name: str) -> Any:
        """The value of a field as the page showed it."""
        bound = self[name]
        raw = (
            self.fields[name]
            .hidden_widget()
            .value_from_datadict(self.data, self.files, bound.html_initial_name)
        )
        try:
            return self.fields[name].to_python(raw)
        except ValidationError:
            return None

    def conflict(self, current: dict[str, Any]) -> list[dict[str, Any]]:
        """Fields that somebody else has changed since the page was made, and not to what is typed here."""
        rows = []
        for name, value in current.items():
            bound, typed = self[name], self.cleaned_data.get(name)
            if bound.html_initial_name in self.data and self.seen(name) != value and typed != value:
                rows.append({"label": bound.label, "before": value, "after": typed, "changed": True})
        return rows


def edit_response(
    request: HttpRequest,
    form: EditForm,
    save: Callable[..., Model],
    address: Callable[[Any], str],
    *,
    current: dict[str, Any] | None = None,
    **context: Any,
) -> HttpResponse:
    """Show `form`; on POST call ``save(**cleaned)`` and go to ``address(saved)``.

    A complaint of the service stands at its field. `current` are the row's values now, for a change.
    """
    status, conflict = 200, []
    if request.method == "POST":
        status = 400
        if form.is_valid():
            conflict = form.conflict(current or {})
            if conflict:
                status = 409
                form = _asking_again(form, current or {})
            else:
                saved, status = _save(form, save)
                if saved is not None:
                    return redirect(address(saved))
    return render(
        request,
        "layout/form.html",
        {"form": form, "conflict": conflict, "keep": "", **context},
        status=status,
    )


def _save(form: EditForm, save: Callable[..., Model]) -> tuple[Model | None, int]:
    try:
        return save(**form.cleaned_data), 302
    except ValidationError as fault:
        for name, complaints in fault.update_error_dict({}).items():
            form.add_error(name if name in form.fields else None, complaints)
        return None, 400
    except Refusal as refusal:
        form.add_error(None, refusal.message)
        return None, refusal.status


def _asking_again(form: EditForm, current: dict[str, Any]) -> EditForm:
    """The same form with what was typed, now knowing the values in force: saved again, it decides."""
    data = form.data.copy()  # type: ignore[attr-defined]
    for name, value in current.items():
        field = form.fields[name]
        data[form[name].html_initial_name] = field.prepare_value(value)
    again = type(form)(data, initial=current, **getattr(form, "made_with", {}))
    again.is_valid()
    return again
