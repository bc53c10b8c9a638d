"""API 令牌: a secret of its owner for programs. Only its hash is kept."""

from django.db import models

from accounts.models.person import User
from config.lib.ids import UuidModel
from config.lib.scoping import ScopedManager


class ApiToken(UuidModel):
    """`digest` is the SHA-256 of a 256-bit random secret, shown once; `expires_at` is always set."""

    view_action = "self.tokens"

    user = models.ForeignKey(User, models.CASCADE, verbose_name="账号", related_name="api_tokens")
    name = models.CharField("用途", max_length=60, blank=True, default="")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField("建立时间", auto_now_add=True)
    expires_at = models.DateTimeField("到期时间")
    last_used_on = models.DateField("最近使用", null=True, blank=True)
    revoked_at = models.DateTimeField("撤销时间", null=True, blank=True)

    objects = ScopedManager()

    class Meta:
        verbose_name = "API 令牌"

    def __str__(self) -> str:
        return self.name or str(self.id)
