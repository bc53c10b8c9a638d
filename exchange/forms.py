"""Shape of an upload; what is inside is judged in the background (exchange/safety.py)."""

from typing import Any

from django import forms

from exchange.safety import MAX_FILE


class UploadForm(forms.Form):
    """One .xlsx of at most 50 MB."""

    file = forms.FileField(
        label="工作簿",
        help_text="Excel 工作簿（.xlsx），不超过 50 MB。不得含宏、公式、密码或外部链接。",
        error_messages={"required": "请选择要导入的工作簿。", "empty": "文件是空的，请重新选择。"},
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )

    def clean_file(self) -> Any:
        """Name and size; the rest needs reading."""
        file = self.cleaned_data["file"]
        if not file.name.lower().endswith(".xlsx"):
            raise forms.ValidationError("只能导入 .xlsx 文件；旧版 .xls 请先在 Excel 中另存为 .xlsx。")
        if file.size > MAX_FILE:
            raise forms.ValidationError("文件超过 50 MB，请分成几个工作簿。")
        return file
