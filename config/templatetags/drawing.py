"""Rows of lists and choices of filters as strings: fifty rows of nine cells cost a template five times as much.

Every value is escaped here; nothing is taken as HTML.
"""

from html import escape
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def list_rows(table: dict[str, Any]) -> SafeString:
    """The body lines of components/table.html; the first cell leads to the object."""
    tick = table.get("tick")
    return mark_safe("".join(_row(row, tick) for row in table["rows"]))  # noqa: S308  escaped cell by cell


def _row(row: dict[str, Any], tick: Any) -> str:
    first, *others = row["cells"]
    name = escape(first["text"])
    box = (
        f'<td class="x-tick"><input type="checkbox" name="ids" value="{escape(row["id"])}" '
        f'aria-label="选择 {name}"></td>'
        if tick
        else ""
    )
    head = f'<th scope="row" class="{first["css"]}"><a href="{escape(row["url"])}">{name or "查看"}</a></th>'
    return f"<tr>{box}{head}{''.join(map(_cell, others))}</tr>\n"


def _cell(cell: dict[str, str]) -> str:
    text = escape(cell["text"])
    if cell["badge"]:
        text = f'<span class="x-tag {cell["badge"]}">{text}</span>'
    elif cell["url"]:
        text = f'<a href="{escape(cell["url"])}">{text}</a>'
    return f'<td class="{cell["css"]}">{text}</td>'


@register.simple_tag
def filter_options(choices: Any, chosen: Any) -> SafeString:
    """The ``<option>`` lines of a filter; the empty choice reads 全部."""
    current = str(chosen)
    lines = [
        f'<option value="{escape(str(code))}"{" selected" if str(code) == current else ""}>'
        f"{escape(str(label)) if code != '' else '全部'}</option>"
        for code, label in choices
    ]
    return mark_safe("".join(lines))  # noqa: S308  escaped line by line
