"""Every kind of mistake: its exact cells, what is wrong, and nothing written."""

from datetime import date as D
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from config.lib.scoping import declared_models
from exchange.models import OpenQuestion
from exchange.services import importing
from tests.exchange.small_office import Formula, write

# name -> (keyword arguments of `write`, {cell: words of the complaint})
BAD = {
    # --- structure
    "unknown sheet": ({"rename": {"县级巡察基线": "县级基线"}}, {"县级基线": "最接近的是「县级巡察基线」"}),
    "unknown sheet that others point to": (
        {"rename": {"问题": "问题清单"}},
        {
            "问题清单": "最接近的是「问题」",
            **dict.fromkeys(
                ("线索!B2", "线索!B3", "整改任务!B2", "整改任务!B3", "专项治理建议!E2"), "不存在"
            ),
        },
    ),
    "unknown column": ({"headers": {"问题!D1": "标提"}}, {"问题!D1": "标题", "问题!A1": "缺少列「标题」"}),
    "missing column": ({"headers": {"线索!C1": ""}}, {"线索!A1": "缺少列「被反映人」"}),
    "doubled column": ({"headers": {"轮次!D1": "结束日期"}}, {"轮次!E1": "", "轮次!A1": "开始日期"}),
    "formula": ({"changes": {"问题!G2": Formula("=1+1")}}, {"问题!G2": "公式"}),
    "formula in a key": (
        {"changes": {"轮次!A2": Formula('="2019-01"')}},
        {
            "轮次!A2": "公式",
            **dict.fromkeys(("组织单元!B2", "组织单元!B3", "专项治理建议!B2", "市级交办事项!B2"), "不存在"),
        },
    ),
    # --- cells
    "required left empty": ({"changes": {"问题!D2": ""}}, {"问题!D2": "必填"}),
    "required of blanks": ({"changes": {"线索!C2": "   "}}, {"线索!C2": "必填"}),
    "no date": ({"changes": {"问题!I2": "昨天"}}, {"问题!I2": "不是日期"}),
    "no such day": ({"changes": {"问题!I2": "2019-02-30"}}, {"问题!I2": "没有这一天"}),
    "a date out of range": ({"changes": {"问题!I2": "1066-10-14"}}, {"问题!I2": "范围"}),
    "neither yes nor no": ({"changes": {"问题!H2": "可能"}}, {"问题!H2": "是"}),
    "unknown choice": ({"changes": {"问题!F2": "听说"}}, {"问题!F2": "个别谈话"}),
    "unknown kind of organisation": ({"changes": {"机构!C8": "公司"}}, {"机构!C8": "部门单位"}),
    "negative amount": ({"changes": {"问题!G2": -1}}, {"问题!G2": "0"}),
    "three decimals": ({"changes": {"问题!G2": 1.234}}, {"问题!G2": "两位小数"}),
    "amount in words": ({"changes": {"资金收缴!C2": "三万"}}, {"资金收缴!C2": "不是数字"}),
    "text too long": ({"changes": {"问题!D2": "长" * 201}}, {"问题!D2": "200"}),
    "facts too long": ({"changes": {"问题!E2": "长" * 10001}}, {"问题!E2": "10000"}),
    "control character": ({"changes": {"问题!E2": "甲\x07乙"}}, {"问题!E2": "控制字符"}),
    "no year": ({"changes": {"轮次!C2": "零九"}}, {"轮次!C2": "不是数字"}),
    "part of an organisation": ({"changes": {"县级巡察基线!B2": 1.5}}, {"县级巡察基线!B2": "整数"}),
    "no organisation at all": ({"changes": {"县级巡察基线!B2": 0}}, {"县级巡察基线!B2": "1"}),
    "division code": ({"changes": {"机构!E5": "53A"}}, {"机构!E5": "数字"}),
    "category without levels": ({"changes": {"问题!C2": "落实不力"}}, {"问题!C2": "一级"}),
    # --- keys and references
    "key twice": (
        {"extra": {"轮次": [["2019-01", "又一轮", 2019, D(2019, 3, 1), D(2019, 4, 1)]]}},
        {"轮次!A3": "重复"},
    ),
    "unknown organisation": ({"changes": {"巡察任务!C2": "530101-D9"}}, {"巡察任务!C2": "不存在"}),
    "unknown finding": ({"changes": {"线索!B2": "WT9"}}, {"线索!B2": "不存在"}),
    "unknown team": ({"changes": {"巡察任务!B2": "T9"}}, {"巡察任务!B2": "不存在"}),
    "unknown person": ({"changes": {"巡察组!G2": "R3;R99"}}, {"巡察组!G2": "不存在"}),
    "two roots": ({"changes": {"机构!D5": ""}}, {"机构!D5": "根机构"}),
    "a circle": ({"changes": {"机构!D9": "530101-V1"}}, {"机构!D9": "成环", "机构!D10": "成环"}),
    "a county that is none": ({"changes": {"组织单元!E2": "530101-D1"}}, {"组织单元!E2": "县"}),
    "a handler that is no commission": ({"changes": {"线索!J3": "530101-XCB"}}, {"线索!J3": "纪委监委"}),
    # --- dates in order
    "round ends first": ({"changes": {"轮次!E2": D(2019, 1, 1)}}, {"轮次!E2": "早于"}),
    "left before entered": ({"changes": {"巡察任务!E2": D(2019, 3, 1)}}, {"巡察任务!E2": "早于"}),
    "fed back before left": ({"changes": {"巡察任务!F2": D(2019, 4, 1)}}, {"巡察任务!F2": "早于"}),
    "received before transferred": ({"changes": {"线索!K2": D(2019, 3, 1)}}, {"线索!K2": "早于"}),
    "disposed without receipt": ({"changes": {"线索!K2": ""}}, {"线索!M2": "没有签收日期"}),
    "disposal without date": (
        {"changes": {"线索!M2": ""}},
        {"线索!M2": "没有处置日期", "线索!N2": "没有处置日期", "线索!O2": "没有处置日期"},
    ),
    "closed before filed": ({"changes": {"线索!O2": D(2019, 4, 15)}}, {"线索!O2": "早于"}),
    # --- outcomes and tasks
    "a sanction of another kind": ({"changes": {"处理结果!D2": "记过"}}, {"处理结果!D2": "种类"}),
    "a voucher twice": ({"changes": {"资金收缴!E3": "PZ-1"}}, {"资金收缴!E3": "凭证号重复"}),
    "cleared without date": ({"changes": {"整改任务!H2": ""}}, {"整改任务!H2": "必须填写"}),
    "cleared date of an open task": ({"changes": {"整改任务!G2": "整改中"}}, {"整改任务!H2": "不应填写"}),
    "returned without reason": ({"changes": {"整改任务!I3": ""}}, {"整改任务!I3": "必须填写"}),
    "reason of a cleared task": ({"changes": {"整改任务!I2": "书面整改"}}, {"整改任务!I2": "不应填写"}),
    # --- rules of forms, recusal, routing
    "county in two deployments": ({"changes": {"组织单元!E3": "530102;530101"}}, {"组织单元!E3": "「B1」"}),
    "target outside the deployment": (
        {"changes": {"巡察任务!C2": "CITY-XCB"}},
        {"巡察任务!C2": "覆盖", "线索!J3": "承办机关低于"},
    ),
    "nobody twice in a team": ({"changes": {"巡察组!G2": "R3;R2"}}, {"巡察组!G2": ""}),
    "on two teams of a round": (
        {"extra": {"巡察组": [["T2", "B2", "第2巡察组", "R6", "R3", "", ""]]}},
        {"巡察组!E3": "同一轮次"},
    ),
    "own organisation": ({"changes": {"人才库!D4": "530101-D1"}}, {"巡察组!G2": "回避"}),
    "relative in the target": ({"changes": {"人才库!J4": "530101-D1"}}, {"巡察组!G2": "回避"}),
    "a commission below the rule": (
        {
            "extra": {"机构": [["530101-T1-JW", "乡纪委", "纪委监委", "530101-T1", ""]]},
            "changes": {"线索!J2": "530101-T1-JW"},
        },
        {"线索!J2": "承办机关低于"},
    ),
}


def written():
    """Rows of every business table, questions included."""
    return {m.__name__: m._default_manager.count() for m in [*declared_models(), OpenQuestion]}


@pytest.mark.django_db
def test_the_premise_the_office_is_correct(tmp_path):
    report = importing.check(write(tmp_path / "office.xlsx"))
    assert [str(problem) for problem in report.problems] == []
    assert all(count.new for count in report.counts.values()) and len(report.counts) == 14


@pytest.mark.django_db
@pytest.mark.parametrize("name", BAD)
def test_a_mistake_is_named_by_its_cell_and_nothing_is_written(tmp_path, name):
    arguments, expected = BAD[name]
    file = write(tmp_path / "bad.xlsx", **arguments)
    before = written()
    out = StringIO()
    with pytest.raises(CommandError, match="处错误，未写入任何数据"):
        call_command("import_workbook", str(file), stdout=out)
    found = importing.check(file).problems
    problems = {p.place: f"{p.wrong} {p.allowed}" for p in found}
    assert set(problems) == set(expected)
    for place, words in expected.items():
        assert words in problems[place], problems[place]
        assert f"错误 {place} " in out.getvalue()
    assert written() == before


def test_there_are_enough_kinds():
    assert len(BAD) >= 45


@pytest.mark.django_db
def test_all_mistakes_of_a_file_are_listed_at_once(tmp_path):
    changes = {"问题!I2": "昨天", "线索!B2": "WT9", "整改任务!I3": "", "轮次!E2": D(2019, 1, 1)}
    report = importing.check(write(tmp_path / "bad.xlsx", changes))
    assert [p.place for p in report.problems] == ["轮次!E2", "问题!I2", "线索!B2", "整改任务!I3"]


@pytest.mark.django_db
def test_a_part_of_the_office_may_come_alone_and_point_to_what_is_there(tmp_path):
    importing.import_file(write(tmp_path / "all.xlsx"), None)
    rest = ("机构", "人才库", "轮次", "组织单元", "巡察组", "巡察任务", "县级巡察基线", "专项治理建议")
    report = importing.import_file(write(tmp_path / "part.xlsx", {"问题!D2": "改后的标题"}, drop=rest), None)
    assert report.counts["问题"].changed == 1 and report.counts["问题"].unchanged == 1


@pytest.mark.django_db
def test_spellings_of_dates_and_lists_are_understood(tmp_path):
    changes = {
        "问题!I2": "2019年3月20日",
        "问题!I3": "2019-03-21",
        "组织单元!E3": " 530102 ；",
        "问题!H2": " 否 ",
        "问题!G2": "12.50",
    }
    importing.import_file(write(tmp_path / "a.xlsx"), None)
    report = importing.check(write(tmp_path / "b.xlsx", changes))
    assert not report.problems and report.changes_nothing
