"""A correct workbook of a few rows a sheet, and copies of it with cells changed: `write(path, {"问题!I2": "昨天"})`."""

import re
from copy import deepcopy
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from exchange.sheets import BY_TITLE

D = date
# Sheet -> rows in the order of the sheet's columns.
ROWS: dict[str, list[list[Any]]] = {
    "机构": [
        ["CITY", "示例市", "市", "", "530100"],
        ["CITY-XCB", "市巡察办", "巡察办", "CITY", ""],
        ["CITY-JW", "市纪委监委", "纪委监委", "CITY", ""],
        ["530101", "甲县", "县(市)区", "CITY", "530101"],
        ["530101-XCB", "甲县巡察办", "巡察办", "530101", ""],
        ["530101-JW", "甲县纪委监委", "纪委监委", "530101", ""],
        ["530101-D1", "甲县示例局", "部门单位", "530101", ""],
        ["530101-T1", "甲县示例乡", "街道(乡镇)", "530101", ""],
        ["530101-V1", "甲县示例村", "村(社区)", "530101-T1", ""],
        ["530102", "乙县", "县(市)区", "CITY", "530102"],
        ["530102-XCB", "乙县巡察办", "巡察办", "530102", ""],
        ["530102-JW", "乙县纪委监委", "纪委监委", "530102", ""],
        ["530102-D1", "乙县示例局", "部门单位", "530102", ""],
    ],
    "人才库": [
        ["R1", "龚组长", "男", "530102-XCB", "乙县", "主任", "财务", "组长", "", ""],
        ["R2", "龚副组长", "女", "530102-XCB", "", "", "", "副组长", "", ""],
        ["R3", "龚成员", "", "530102-XCB", "", "", "", "成员", "", ""],
        ["R4", "龚联络员", "", "530102-XCB", "", "", "", "成员", "", ""],
        ["R5", "甲某", "", "530101-XCB", "甲县", "", "", "组长", "530101-D1", "530101-T1"],
        ["R6", "乙某", "", "CITY-XCB", "", "", "", "副组长", "", ""],
    ],
    "轮次": [["2019-01", "2019年第一轮", 2019, D(2019, 3, 1), D(2019, 6, 30)]],
    "组织单元": [
        ["B1", "2019-01", "板块式", "第一板块", "530101", ""],
        ["B2", "2019-01", "菜单式", "乙县点单", "530102", ""],
    ],
    "巡察组": [["T1", "B1", "第1巡察组", "R1", "R2", "R4", "R3"]],
    "巡察任务": [
        ["RW1", "T1", "530101-D1", D(2019, 3, 11), D(2019, 4, 20), D(2019, 5, 20)],
        ["RW2", "T1", "530101-V1", D(2019, 3, 12), "", ""],
    ],
    "问题": [
        [
            "WT1",
            "RW1",
            "聚焦一/落实不力",
            "落实不力",
            "第一条。\n第二条。",
            "查阅资料",
            12.5,
            "否",
            D(2019, 3, 20),
        ],
        ["WT2", "RW2", "聚焦一/虚报冒领", "虚报冒领", "事实。", "受理信访", "", "是", D(2019, 3, 21)],
    ],
    "线索": [
        [
            "XS1",
            "WT2",
            "龚某",
            "村主任",
            "是",
            "否",
            "否",
            "反映内容。",
            D(2019, 4, 1),
            "530101-JW",
            D(2019, 4, 3),
            "初步核实",
            D(2019, 4, 10),
            D(2019, 4, 20),
            D(2019, 6, 1),
            "是",
        ],
        [
            "XS2",
            "WT1",
            "钱某",
            "",
            "否",
            "否",
            "否",
            "内容。",
            D(2019, 4, 2),
            "530101-JW",
            "",
            "",
            "",
            "",
            "",
            "",
        ],
    ],
    "处理结果": [["XS1", "龚某", "党纪处分", "警告", D(2019, 5, 20)]],
    "资金收缴": [["XS1", "收回", 3.2, D(2019, 5, 21), "PZ-1"], ["XS1", "清退", 1, D(2019, 5, 22), ""]],
    "整改任务": [
        ["ZG1", "WT1", "制定措施。", "530101-D1", "龚某", D(2019, 7, 20), "已销账", D(2019, 7, 1), ""],
        ["ZG2", "WT1", "再定措施。", "530101-D1", "", D(2019, 7, 20), "已退回", "", "书面整改"],
    ],
    "专项治理建议": [
        ["JY1", "2019-01", "530101", "建议", "WT1", "内容。", D(2019, 6, 1), D(2019, 12, 1), "办理中", ""]
    ],
    "市级交办事项": [
        ["JB1", "2019-01", "530101", "质询会", "事项", "", D(2019, 6, 2), D(2019, 12, 1), "已办结"]
    ],
    "县级巡察基线": [[2019, 311, 201]],
}


def write(
    path: Path,
    changes: dict[str, Any] | None = None,
    *,
    drop: tuple[str, ...] = (),
    headers: dict[str, str] | None = None,
    extra: dict[str, list[list[Any]]] | None = None,
    rename: dict[str, str] | None = None,
) -> Path:
    """Write the office with `changes` (cell -> value), without the sheets in `drop`, with `headers` (cell -> title)
    changed, rows of `extra` added, and sheets renamed."""
    rows = deepcopy(ROWS)
    for title, more in (extra or {}).items():
        rows[title] += more
    heads = {title: [one.title for one in BY_TITLE[title].fields] for title in rows}
    for place, value in (changes or {}).items():
        title, line, column = _place(place)
        rows[title][line - 2][column] = value
    for place, value in (headers or {}).items():
        title, _, column = _place(place)
        heads[title][column] = value
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for title in rows:
            if title not in drop:
                sheet = book.add_worksheet((rename or {}).get(title, title))
                for number, row in enumerate([heads[title], *rows[title]]):
                    for column, value in enumerate(row):
                        _write(sheet, number, column, value, day)
    return path


def _write(sheet: Any, row: int, column: int, value: Any, day: Any) -> None:
    if isinstance(value, datetime | date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), day)
    elif isinstance(value, Formula):
        sheet.write_formula(row, column, value)
    elif value is not None and value != "":
        sheet.write(row, column, value)


class Formula(str):
    """A cell that holds a formula."""


def _place(place: str) -> tuple[str, int, int]:
    title, _, cell = place.partition("!")
    found = re.fullmatch(r"([A-Z]+)(\d+)", cell)
    assert found, place
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return title, int(found[2]), column - 1
