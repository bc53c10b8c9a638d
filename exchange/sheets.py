"""The fourteen sheets of the office's workbook, declared once (workbook.md).

Reader, checks, importer, exporter and the texts of errors all read this. `name` is how the code calls a column;
`title` is what stands in the header row.
"""

from dataclasses import dataclass
from enum import Enum

from django.db.models import TextChoices

from accounts.choices import OrganizationKind
from clues.choices import (
    SANCTION_KINDS,
    Accountability,
    DisposalKind,
    RecoveryMethod,
    SanctionCategory,
)
from inspections.choices import FindingSource, Form, Gender, Qualification
from rectification.choices import MatterSource, ProgressState, ReturnReason, TaskState


class Kind(Enum):
    """How a cell is read."""

    CODE = "编码"
    TEXT = "文本"
    LONG = "长文本"
    DIVISION = "行政区划代码"
    CATEGORY = "一级/二级"
    YEAR = "年度"
    COUNT = "整数"
    DATE = "日期"
    AMOUNT = "金额"
    YES_NO = "是/否"
    CHOICE = "选项"
    CODES = "多个编码"


@dataclass(frozen=True)
class Field:
    """One column. `choices` maps labels to values; `refers` is the sheet a code points to."""

    title: str
    name: str
    kind: Kind = Kind.TEXT
    required: bool = False
    choices: dict[str, str] | None = None
    refers: str = ""
    least: int = 0


@dataclass(frozen=True)
class Sheet:
    """One sheet. `key` is the column that identifies a row; '' where rows are a set of what they belong to."""

    title: str
    key: str
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field:
        """The column of that name. KeyError if there is none."""
        return next(field for field in self.fields if field.name == name)


def _labels(choices: type[TextChoices]) -> dict[str, str]:
    return {str(label): str(value) for value, label in choices.choices}


def _code(title: str = "编码", name: str = "code") -> Field:
    return Field(title, name, Kind.CODE, required=True)


def _to(title: str, name: str, sheet: str, *, required: bool = True, several: bool = False) -> Field:
    return Field(title, name, Kind.CODES if several else Kind.CODE, required=required, refers=sheet)


def _choice(
    title: str, name: str, choices: type[TextChoices] | dict[str, str], *, required: bool = True
) -> Field:
    labels = choices if isinstance(choices, dict) else _labels(choices)
    return Field(title, name, Kind.CHOICE, required=required, choices=labels)


def _date(title: str, name: str, *, required: bool = True) -> Field:
    return Field(title, name, Kind.DATE, required=required)


def _text(title: str, name: str, *, required: bool = True, long: bool = False) -> Field:
    return Field(title, name, Kind.LONG if long else Kind.TEXT, required=required)


def _yes_no(title: str, name: str) -> Field:
    return Field(title, name, Kind.YES_NO, required=True)


SANCTION_KIND_LABELS = {kind: kind for kinds in SANCTION_KINDS.values() for kind in kinds}
ACCOUNTABILITY_LABELS = _labels(Accountability)

ORGANIZATIONS = Sheet(
    "机构",
    "code",
    (
        _code(),
        _text("名称", "name"),
        _choice("类别", "kind", OrganizationKind),
        _to("上级编码", "parent", "机构", required=False),
        Field("行政区划代码", "division_code", Kind.DIVISION),
    ),
)
INSPECTORS = Sheet(
    "人才库",
    "number",
    (
        _code("工号", "number"),
        _text("姓名", "name"),
        _choice("性别", "gender", Gender, required=False),
        _to("单位编码", "organization", "机构"),
        _text("籍贯", "native_place", required=False),
        _text("职务", "post", required=False),
        _text("专业特长", "specialities", required=False),
        _choice("可任职务", "qualification", Qualification),
        _to("曾任职单位", "past", "机构", required=False, several=True),
        _to("近亲属任职单位", "relatives", "机构", required=False, several=True),
    ),
)
ROUNDS = Sheet(
    "轮次",
    "code",
    (
        _code(),
        _text("名称", "name"),
        Field("年度", "year", Kind.YEAR, required=True),
        _date("开始日期", "starts_on"),
        _date("结束日期", "ends_on"),
    ),
)
DEPLOYMENTS = Sheet(
    "组织单元",
    "code",
    (
        _code(),
        _to("轮次编码", "round", "轮次"),
        _choice("组织形式", "form", Form),
        _text("名称", "name"),
        _to("覆盖县区", "counties", "机构", several=True),
        _text("说明", "description", required=False, long=True),
    ),
)
TEAMS = Sheet(
    "巡察组",
    "code",
    (
        _code(),
        _to("组织单元编码", "deployment", "组织单元"),
        _text("名称", "name"),
        _to("组长", "leader", "人才库"),
        _to("副组长", "deputies", "人才库", several=True),
        _to("联络员", "liaison", "人才库", required=False),
        _to("成员", "members", "人才库", required=False, several=True),
    ),
)
ASSIGNMENTS = Sheet(
    "巡察任务",
    "code",
    (
        _code(),
        _to("巡察组编码", "team", "巡察组"),
        _to("被巡察机构", "organization", "机构"),
        _date("进驻日期", "entered_on"),
        _date("撤离日期", "left_on", required=False),
        _date("反馈日期", "feedback_on", required=False),
    ),
)
FINDINGS = Sheet(
    "问题",
    "code",
    (
        _code(),
        _to("巡察任务编码", "assignment", "巡察任务"),
        Field("问题类别", "category", Kind.CATEGORY, required=True),
        _text("标题", "title"),
        _text("事实描述", "facts", long=True),
        _choice("发现方式", "source", FindingSource),
        Field("涉及金额(万元)", "amount", Kind.AMOUNT),
        _yes_no("系统性问题", "systemic"),
        _date("发现日期", "found_on"),
    ),
)
CLUES = Sheet(
    "线索",
    "code",
    (
        _code(),
        _to("问题编码", "finding", "问题"),
        _text("被反映人", "subject_name"),
        _text("被反映人职务", "subject_post", required=False),
        _yes_no("村(社区)两委干部", "is_village_cadre"),
        _yes_no("涉及脱贫攻坚", "is_poverty_related"),
        _yes_no("重大线索", "is_major"),
        _text("反映内容", "content", long=True),
        _date("移交日期", "transferred_on"),
        _to("承办机关", "handler", "机构"),
        _date("签收日期", "received_on", required=False),
        _choice("处置方式", "disposal", DisposalKind, required=False),
        _date("处置日期", "disposed_on", required=False),
        _date("立案日期", "filed_on", required=False),
        _date("办结日期", "closed_on", required=False),
        _choice("领导责任倒查", "accountability", ACCOUNTABILITY_LABELS, required=False),
    ),
)
SANCTIONS = Sheet(
    "处理结果",
    "",
    (
        _to("线索编码", "clue", "线索"),
        _text("被处理人", "person_name"),
        _choice("处理类别", "category", SanctionCategory),
        _choice("处理种类", "kind", SANCTION_KIND_LABELS),
        _date("处理日期", "decided_on"),
    ),
)
RECOVERIES = Sheet(
    "资金收缴",
    "",
    (
        _to("线索编码", "clue", "线索"),
        _choice("方式", "method", RecoveryMethod),
        Field("金额(万元)", "amount", Kind.AMOUNT, required=True),
        _date("日期", "recovered_on"),
        _text("凭证号", "voucher", required=False),
    ),
)
TASKS = Sheet(
    "整改任务",
    "code",
    (
        _code(),
        _to("问题编码", "finding", "问题"),
        _text("整改措施", "measure", long=True),
        _to("责任单位", "organization", "机构"),
        _text("责任人", "person", required=False),
        _date("完成时限", "due_on"),
        _choice("状态", "state", TaskState),
        _date("销账日期", "cleared_on", required=False),
        _choice("退回原因", "return_reason", ReturnReason, required=False),
    ),
)
RECOMMENDATIONS = Sheet(
    "专项治理建议",
    "code",
    (
        _code(),
        _to("轮次编码", "round", "轮次"),
        _to("县区", "addressee", "机构"),
        _text("标题", "title"),
        _to("关联问题", "finding", "问题", required=False),
        _text("内容", "content", long=True),
        _date("移交日期", "sent_on"),
        _date("办结时限", "due_on", required=False),
        _choice("状态", "state", ProgressState),
        _text("成效", "outcome", required=False, long=True),
    ),
)
MATTERS = Sheet(
    "市级交办事项",
    "code",
    (
        _code(),
        _to("轮次编码", "round", "轮次"),
        _to("县区", "addressee", "机构"),
        _choice("来源", "source", MatterSource),
        _text("标题", "title"),
        _to("关联问题", "finding", "问题", required=False),
        _date("交办日期", "assigned_on"),
        _date("办结时限", "due_on", required=False),
        _choice("状态", "state", ProgressState),
    ),
)
BASELINES = Sheet(
    "县级巡察基线",
    "year",
    (
        Field("年度", "year", Kind.YEAR, required=True),
        Field("被巡察机构数", "organizations", Kind.COUNT, required=True, least=1),
        Field("移交线索数", "clues", Kind.COUNT, required=True),
    ),
)

# In the order in which one sheet may point to another.
SHEETS = (
    ORGANIZATIONS,
    INSPECTORS,
    ROUNDS,
    DEPLOYMENTS,
    TEAMS,
    ASSIGNMENTS,
    FINDINGS,
    CLUES,
    SANCTIONS,
    RECOVERIES,
    TASKS,
    RECOMMENDATIONS,
    MATTERS,
    BASELINES,
)
BY_TITLE = {sheet.title: sheet for sheet in SHEETS}
CLUE_SHEETS = (CLUES, SANCTIONS, RECOVERIES)
