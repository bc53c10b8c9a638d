"""Values, labels and badges of the objects of this app."""

from config.lib.choices import BadgedChoices


class OrganizationKind(BadgedChoices):
    """类别 of an organisation, as in the office's workbook (workbook.md, 机构)."""

    CITY = "city", "idle", "市"
    COUNTY = "county", "idle", "县(市)区"
    LEADING_GROUP = "leading_group", "idle", "领导小组"
    INSPECTION_OFFICE = "inspection_office", "idle", "巡察办"
    DISCIPLINE_COMMISSION = "discipline_commission", "idle", "纪委监委"
    ORGANIZATION_DEPARTMENT = "organization_department", "idle", "组织部"
    DEPARTMENT = "department", "idle", "部门单位"
    TOWNSHIP = "township", "idle", "街道(乡镇)"
    ENTERPRISE = "enterprise", "idle", "国有企业"
    VILLAGE = "village", "idle", "村(社区)"


class Role(BadgedChoices):
    """The thirteen roles of access.md, in the order of the columns of the policy."""

    CO = "CO", "idle", "市委巡察办"
    LG = "LG", "idle", "市委巡察工作领导小组"
    ITL = "ITL", "idle", "巡察组组长、副组长"
    ITM = "ITM", "idle", "巡察组成员"
    XO = "XO", "idle", "县(市)区委巡察办"
    XL = "XL", "idle", "县(市)区委巡察工作领导小组"
    OD = "OD", "idle", "县(市)区委组织部"
    XD = "XD", "idle", "县(市)区纪委监委"
    CD = "CD", "idle", "市纪委监委"
    BO = "BO", "idle", "被巡察党组织"
    SYS = "SYS", "idle", "系统管理员"
    SEC = "SEC", "idle", "安全管理员"
    AUD = "AUD", "idle", "审计管理员"


ADMINISTRATORS = frozenset({Role.SYS, Role.SEC, Role.AUD})
TEAM_ROLES = frozenset({Role.ITL, Role.ITM})
POST_ROLES = tuple(role for role in Role if role not in TEAM_ROLES)


class JobState(BadgedChoices):
    """State of a row of background work."""

    WAITING = "waiting", "info", "等待执行"
    RUNNING = "running", "warn", "执行中"
    DONE = "done", "ok", "已完成"
    DEAD = "dead", "late", "已停止，待处理"


class NotificationKind(BadgedChoices):
    """What an inbox line is about; its text never holds content of a clue (AC-12)."""

    JOB_DONE = "job_done", "ok", "后台工作已完成"
    JOB_FAILED = "job_failed", "late", "后台工作未完成"
