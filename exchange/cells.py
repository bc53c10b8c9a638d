"""Reading one cell: a parser per kind of column. A parser returns the value or raises CellError."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from exchange.sheets import Field, Kind

TEXT_LENGTH = 200
LONG_LENGTH = 10_000
EARLIEST, LATEST = 1949, 2100
# The largest amount the columns hold: twelve digits before the point.
AMOUNT_LIMIT = Decimal(10) ** 12
DIVISION_LENGTHS = (6, 8, 9, 12)

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\t]|_x00[01][0-9A-Fa-f]_")
_CONTROL_OR_BREAK = re.compile(r"[\x00-\x1f\x7f-\x9f]|_x00[01][0-9A-Fa-f]_")
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|年(\d{1,2})月(\d{1,2})日)")
_SEPARATOR = re.compile("[;；]")


class CellError(Exception):
    """What is wrong with a cell, and what is allowed."""

    def __init__(self, wrong: str, allowed: str = "") -> None:
        super().__init__(wrong)
        self.wrong, self.allowed = wrong, allowed


def is_blank(value: Any) -> bool:
    """True for an empty cell and for one that holds only blanks."""
    return value is None or value == "" or (isinstance(value, str) and not value.strip())


def as_plain_text(value: Any) -> str:
    """A cell as text: whole numbers without the point that Excel gives them."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else format(value, ".15g")
    if isinstance(value, datetime):
        return value.date().isoformat()
    return str(value)


def _short(value: Any) -> str:
    text = as_plain_text(value)
    if len(text) > TEXT_LENGTH:
        raise CellError(f"超过 {TEXT_LENGTH} 字", f"最多 {TEXT_LENGTH} 字")
    if _CONTROL_OR_BREAK.search(text):
        raise CellError("含有控制字符或换行", "单行文字")
    return text


def _long(value: Any) -> str:
    text = as_plain_text(value).replace("\r\n", "\n")
    if len(text) > LONG_LENGTH:
        raise CellError(f"超过 {LONG_LENGTH} 字", f"最多 {LONG_LENGTH} 字")
    if _CONTROL.search(text):
        raise CellError("含有控制字符", "文字，可换行")
    return text


def _codes(value: Any) -> tuple[str, ...]:
    text = as_plain_text(value)
    if len(text) > LONG_LENGTH:
        raise CellError("编码过多", f"最多 {LONG_LENGTH} 字")
    parts = [part.strip() for part in _SEPARATOR.split(text)]
    codes = tuple(_short(part) for part in parts if part)
    if not codes:
        raise CellError("没有编码", "用分号隔开的编码")
    return codes


def _division(value: Any) -> str:
    text = as_plain_text(value)
    if not (text.isascii() and text.isdigit() and len(text) in DIVISION_LENGTHS):
        raise CellError("不是行政区划代码", "6 位数字")
    return text


def _category(value: Any) -> str:
    text = as_plain_text(value)
    parts = [part.strip() for part in text.split("/")]
    if len(parts) != 2 or not all(parts):
        raise CellError("不是两级类别", "一级/二级")
    for part in parts:
        _short(part)
    return "/".join(parts)


def _number(value: Any) -> Decimal:
    if isinstance(value, bool | date):
        raise CellError("不是数字", "数字")
    # Fifteen digits are what Excel itself keeps: 0.1+0.2 is 0.3.
    text = format(value, ".15g") if isinstance(value, float) else str(value).strip()
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise CellError("不是数字", "数字") from None
    if not number.is_finite():
        raise CellError("不是数字", "数字")
    return number


def _amount(value: Any) -> Decimal:
    number = _number(value)
    if number < 0:
        raise CellError("金额为负", "不小于 0 的万元数")
    if number >= AMOUNT_LIMIT:
        raise CellError("金额过大", "万元数")
    cents = number.quantize(Decimal("0.01"))
    if cents != number:
        raise CellError("超过两位小数", "最多两位小数的万元数")
    return cents


def _count(value: Any, least: int) -> int:
    number = _number(value)
    if number != number.to_integral_value():
        raise CellError("不是整数", "整数")
    if number < least or number >= 2**31:
        raise CellError("超出范围", f"不小于 {least} 的整数")
    return int(number)


def _year(value: Any) -> int:
    year = _count(value, 0)
    if not EARLIEST <= year <= LATEST:
        raise CellError("不是年度", f"{EARLIEST} 至 {LATEST} 的年份")
    return year


def _date(value: Any) -> date:
    if isinstance(value, datetime):
        found = value.date()
    elif isinstance(value, date):
        found = value
    else:
        match = _DATE.fullmatch(value.strip()) if isinstance(value, str) else None
        if match is None:
            raise CellError("不是日期", "日期，如 2019-03-11 或 2019年3月11日")
        year, *rest = (int(part) for part in match.groups() if part)
        try:
            found = date(year, *rest)
        except ValueError:
            raise CellError("没有这一天", "日期，如 2019-03-11") from None
    if not EARLIEST <= found.year <= LATEST:
        raise CellError("年份超出范围", f"{EARLIEST} 至 {LATEST} 年")
    return found


def _yes_no(value: Any) -> bool:
    if value == "是":
        return True
    if value == "否":
        return False
    text = as_plain_text(value)
    if text in ("是", "否"):
        return text == "是"
    raise CellError("只能填是或否", "是、否")


def _choice(value: Any, choices: dict[str, str]) -> str:
    found = choices.get(value) if isinstance(value, str) else None
    if found is None:
        found = choices.get(as_plain_text(value))
    if found is None:
        raise CellError("不在可选范围内", "、".join(choices))
    return found


_PARSERS: dict[Kind, Callable[[Any], Any]] = {
    Kind.CODE: _short,
    Kind.TEXT: _short,
    Kind.LONG: _long,
    Kind.DIVISION: _division,
    Kind.CATEGORY: _category,
    Kind.YEAR: _year,
    Kind.DATE: _date,
    Kind.AMOUNT: _amount,
    Kind.YES_NO: _yes_no,
    Kind.CODES: _codes,
}


def parser(field: Field) -> Callable[[Any], Any]:
    """The function that reads the cells of this column."""
    if field.kind is Kind.CHOICE:
        choices = field.choices or {}
        return lambda value: _choice(value, choices)
    if field.kind is Kind.COUNT:
        return lambda value: _count(value, field.least)
    return _PARSERS[field.kind]
