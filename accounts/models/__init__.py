from accounts.models.audit import AuditRecord
from accounts.models.notification import Notification
from accounts.models.organization import Organization
from accounts.models.outbox import Heartbeat, OutboxJob
from accounts.models.person import Person, Post, User
from accounts.models.saved_view import SavedView
from accounts.models.token import ApiToken

__all__ = [
    "ApiToken",
    "AuditRecord",
    "Heartbeat",
    "Notification",
    "Organization",
    "OutboxJob",
    "Person",
    "Post",
    "SavedView",
    "User",
]
