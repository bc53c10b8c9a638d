"""Values, labels and badges of rectification."""

from config.lib.choices import BadgedChoices


class TaskState(BadgedChoices):
    """State of a rectification task (api.md; domain.md, Rectification)."""

    OPEN = "open", "info", "整改中"
    SUBMITTED = "submitted", "warn", "已交账"
    CLEARED = "cleared", "ok", "已销账"
    RETURNED = "returned", "late", "已退回"
    CONTINUING = "continuing", "idle", "持续整改"


class ReturnReason(BadgedChoices):
    """退回原因: the four ways rectification is faked or falls short."""

    FIGURES_ONLY = "figures_only", "late", "数字整改"
    PAPER_ONLY = "paper_only", "late", "书面整改"
    FORM_ONLY = "form_only", "late", "形式整改"
    INSUFFICIENT = "insufficient", "warn", "整改不到位"


class ProgressState(BadgedChoices):
    """State of a governance recommendation or an assigned matter."""

    OPEN = "open", "info", "办理中"
    CLOSED = "closed", "ok", "已办结"


class MatterSource(BadgedChoices):
    """来源 of an assigned matter."""

    REPORT_REVIEW = "report_review", "idle", "报告审核"
    INQUIRY_MEETING = "inquiry_meeting", "idle", "质询会"
    LEADER_INSTRUCTION = "leader_instruction", "idle", "领导批示"


class MatterKind(BadgedChoices):
    """A matter that is about a clue follows the rights of clues (access.csv, matter.view)."""

    GENERAL = "general", "idle", "一般事项"
    CLUE = "clue", "warn", "线索事项"
