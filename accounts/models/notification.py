"""收件箱: one line for one person about one event."""

from django.db import models

from accounts.choices import NotificationKind
from accounts.models.person import Person
from config.lib.ids import UuidModel
from config.lib.scoping import ScopedManager


class Notification(UuidModel):
    """Number and type only; the text is a template, never content (access.csv notification.view)."""

    view_action = "notification.view"

    recipient = models.ForeignKey(Person, models.CASCADE, verbose_name="收件人", related_name="notifications")
    kind = models.CharField("类别", max_length=32, choices=NotificationKind.choices)
    event_key = models.CharField("事件", max_length=200)
    subject = models.CharField("事项", max_length=200)
    url = models.CharField("链接", max_length=400, blank=True, default="")
    created_at = models.DateTimeField("时间", auto_now_add=True)
    read_at = models.DateTimeField("已读时间", null=True, blank=True)

    objects = ScopedManager()

    class Meta:
        verbose_name = "提醒"
        indexes = [models.Index(fields=["recipient", "read_at"], name="notification_unread")]
        constraints = [
            models.UniqueConstraint(fields=["event_key", "recipient"], name="notification_once_per_event"),
        ]

    def __str__(self) -> str:
        return self.subject
