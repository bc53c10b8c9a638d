"""Values, labels and badges of rounds, forms, teams, assignments and findings."""

from config.lib.choices import BadgedChoices


class Form(BadgedChoices):
    """组织形式: the three forms of the article."""

    BLOCK = "block", "info", "板块式"
    LINKED = "linked", "info", "联动式"
    MENU = "menu", "info", "菜单式"


class RoundState(BadgedChoices):
    """State of a round (domain.md, Rounds and the three forms)."""

    PREPARING = "preparing", "idle", "筹备"
    STARTED = "started", "info", "启动"
    ON_SITE = "on_site", "info", "现场"
    REPORTING = "reporting", "warn", "报告"
    FEEDBACK = "feedback", "warn", "反馈"
    RECTIFYING = "rectifying", "warn", "整改"
    CLOSED = "closed", "ok", "办结"
    ARCHIVED = "archived", "idle", "归档"


class AssignmentState(BadgedChoices):
    """An assignment walks the same way as its round, by itself."""

    PREPARING = "preparing", "idle", "筹备"
    ON_SITE = "on_site", "info", "现场"
    REPORTING = "reporting", "warn", "报告"
    FED_BACK = "fed_back", "ok", "反馈"
    CLOSED = "closed", "ok", "办结"


class OrderState(BadgedChoices):
    """State of a county's order in the menu form."""

    SUBMITTED = "submitted", "info", "已点单"
    ACCEPTED = "accepted", "ok", "已派单"
    DECLINED = "declined", "idle", "未采纳"


class Gender(BadgedChoices):
    """性别."""

    MALE = "male", "idle", "男"
    FEMALE = "female", "idle", "女"


class Qualification(BadgedChoices):
    """可任职务 of an inspector."""

    LEADER = "leader", "info", "组长"
    DEPUTY = "deputy", "info", "副组长"
    MEMBER = "member", "idle", "成员"


class TeamRole(BadgedChoices):
    """Role of a person inside a team."""

    LEADER = "leader", "info", "组长"
    DEPUTY = "deputy", "info", "副组长"
    LIAISON = "liaison", "idle", "联络员"
    MEMBER = "member", "idle", "成员"


class FindingSource(BadgedChoices):
    """发现方式. Guarded by finding.view_source: whoever lacks it must not learn how a problem was found."""

    INTERVIEW = "interview", "idle", "个别谈话"
    PETITION = "petition", "idle", "受理信访"
    DOCUMENTS = "documents", "idle", "查阅资料"
    FIELD_VISIT = "field_visit", "idle", "走访调研"
    SPECIAL_CHECK = "special_check", "idle", "专项检查"
    GRASSROOTS = "grassroots", "idle", "下沉了解"


class Discipline(BadgedChoices):
    """The six disciplines a finding may touch."""

    POLITICAL = "political", "idle", "政治纪律"
    ORGANIZATIONAL = "organizational", "idle", "组织纪律"
    INTEGRITY = "integrity", "idle", "廉洁纪律"
    MASSES = "masses", "idle", "群众纪律"
    WORK = "work", "idle", "工作纪律"
    LIFE = "life", "idle", "生活纪律"


class FindingState(BadgedChoices):
    """State of a finding (api.md)."""

    DRAFT = "draft", "idle", "草稿"
    CHECKING = "checking", "info", "待复核"
    SIGNING = "signing", "info", "待审定"
    CONFIRMED = "confirmed", "info", "已确认"
    FED_BACK = "fed_back", "ok", "已反馈"
    RETURNED = "returned", "warn", "已退回"
    VOID = "void", "idle", "已撤销"


# 已确认 or later: what the figures count (domain.md, Figures).
CONFIRMED_STATES = (FindingState.CONFIRMED, FindingState.FED_BACK)
EDITABLE_FINDING_STATES = (FindingState.DRAFT, FindingState.RETURNED)
