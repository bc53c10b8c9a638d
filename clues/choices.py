"""Values, labels and badges of clues and their outcomes."""

from config.lib.choices import BadgedChoices


class ClueState(BadgedChoices):
    """State of a clue (api.md; domain.md, Clues)."""

    DRAFT = "draft", "idle", "拟移交"
    APPROVING = "approving", "info", "待审批"
    TRANSFERRED = "transferred", "warn", "已移交"
    RECEIVED = "received", "info", "已签收"
    SENT_BACK = "sent_back", "warn", "退回补充"
    IN_HAND = "in_hand", "info", "处置中"
    FILED = "filed", "info", "已立案"
    CLOSED = "closed", "ok", "已办结"
    VOID = "void", "idle", "已撤销"


# 已移交 or later: what the figures count (domain.md, Figures).
TRANSFERRED_STATES = (
    ClueState.TRANSFERRED,
    ClueState.RECEIVED,
    ClueState.SENT_BACK,
    ClueState.IN_HAND,
    ClueState.FILED,
    ClueState.CLOSED,
)


class Route(BadgedChoices):
    """Who handles a clue, as the routing rules decide it."""

    COUNTY_ESCALATED = "county_escalated", "info", "县级提级查办"
    CITY_DIRECT = "city_direct", "warn", "市级直查直办"
    COUNTY = "county", "idle", "县级办理"


class DisposalKind(BadgedChoices):
    """处置方式: the four ways."""

    INQUIRY = "inquiry", "info", "谈话函询"
    VERIFICATION = "verification", "info", "初步核实"
    HELD = "held", "idle", "暂存待查"
    SETTLED = "settled", "ok", "予以了结"


class Accountability(BadgedChoices):
    """领导责任倒查: was leadership responsibility traced back?"""

    YES = "yes", "ok", "是"
    NO = "no", "late", "否"
    NOT_APPLICABLE = "not_applicable", "idle", "不适用"


class SanctionCategory(BadgedChoices):
    """处理类别."""

    PARTY = "party", "late", "党纪处分"
    GOVERNMENT = "government", "late", "政务处分"
    ORGANIZATIONAL = "organizational", "warn", "组织处理"
    JUDICIAL = "judicial", "late", "移送司法"


# The kinds of each category (domain.md, Outcome). 警告 stands under two categories, so the kind is kept as text.
SANCTION_KINDS: dict[SanctionCategory, tuple[str, ...]] = {
    SanctionCategory.PARTY: ("警告", "严重警告", "撤销党内职务", "留党察看", "开除党籍"),
    SanctionCategory.GOVERNMENT: ("警告", "记过", "记大过", "降级", "撤职", "开除"),
    SanctionCategory.ORGANIZATIONAL: (
        "谈话提醒",
        "批评教育",
        "责令检查",
        "诫勉",
        "调整职务",
        "免职",
        "取消党员资格",
    ),
    SanctionCategory.JUDICIAL: ("移送检察机关",),
}


class RecoveryMethod(BadgedChoices):
    """方式 of a recovery of money."""

    RECOVERED = "recovered", "ok", "收回"
    RETURNED = "returned", "ok", "清退"
