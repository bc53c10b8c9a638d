"""Values, labels and badges of the three ledgers."""

from config.lib.choices import BadgedChoices


class Ledger(BadgedChoices):
    """The three ledgers (domain.md, 三本账)."""

    CLUES = "clues", "info", "问题线索移交办理情况"
    RECOMMENDATIONS = "recommendations", "info", "专项治理建议移交办理情况"
    MATTERS = "matters", "info", "市级交办事项办理情况"


class ReturnState(BadgedChoices):
    """State of a county's monthly return on one ledger."""

    OPEN = "open", "info", "待报送"
    SUBMITTED = "submitted", "warn", "已报送"
    ACCEPTED = "accepted", "ok", "已接收"
    SENT_BACK = "sent_back", "late", "已退回"
