"""巡察干部."""

from typing import Any

from django import forms
from django.urls import reverse_lazy as reverse

from accounts.models import Organization
from config.lib.editing import EditForm
from inspections.choices import Gender, Qualification


class OrganizationField(forms.Field):
    """An organisation named by its code, of those the reader may see; its name does too where it is the only one."""

    def __init__(self, **kwargs: Any) -> None:
        self.reader: Any = None
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value.code if isinstance(value, Organization) else value

    def to_python(self, value: Any) -> Any:
        if isinstance(value, Organization) or value in self.empty_values:
            return value or None
        text = str(value).strip().split(" ", 1)[0]
        visible = Organization.objects.visible_to(self.reader)
        found = list(visible.filter(code=text)[:1]) or list(visible.filter(name=str(value).strip())[:2])
        if len(found) != 1:
            raise forms.ValidationError("没有找到这个单位：请从提示中选择，或填写机构编码。")
        return found[0]

    def widget_attrs(self, widget: Any) -> dict[str, Any]:
        return {
            **super().widget_attrs(widget),
            "list": "organization-options",
            "autocomplete": "off",
            "hx-get": reverse("accounts:organization_options"),
            "hx-trigger": "input changed delay:200ms",
            "hx-target": "#organization-options",
        }


class InspectorForm(EditForm):
    """A person of the pool."""

    number = forms.CharField(label="工号", max_length=200)
    name = forms.CharField(label="姓名", max_length=200)
    gender = forms.ChoiceField(label="性别", choices=[("", "未填"), *Gender.choices], required=False)
    organization = OrganizationField(label="单位", help_text="输入名称、拼音或编码，从提示中选择。")
    native_place = forms.CharField(
        label="籍贯", max_length=200, required=False, help_text="写县(市)区名称，用于地域回避。"
    )
    post = forms.CharField(label="职务", max_length=200, required=False)
    specialities = forms.CharField(
        label="专业特长", max_length=200, required=False, help_text="多项用顿号隔开，例如 财务、工程。"
    )
    qualification = forms.ChoiceField(label="可任职务", choices=Qualification.choices)

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        self.made_with = {"reader": reader}
        super().__init__(*args, **kwargs)
        self.fields["organization"].reader = reader  # type: ignore[attr-defined]
