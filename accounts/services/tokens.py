"""API 令牌: issue, find, revoke."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import ApiToken, User

# A token outlives a session but not a season; its owner makes a new one.
LIFETIME = timedelta(days=30)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def issue(user: User, *, name: str = "") -> tuple[str, datetime]:
    """Make a token for `user`; returns the secret (shown once, never kept) and when it expires."""
    secret = secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        user=user, name=name[:60], digest=_digest(secret), expires_at=timezone.now() + LIFETIME
    )
    audit.record(user, "token.issue", token)
    return secret, token.expires_at


def find(secret: str) -> ApiToken | None:
    """The living token of this secret, with its active user; None otherwise."""
    return (
        ApiToken.objects.select_related("user__person")
        .filter(
            digest=_digest(secret),
            revoked_at__isnull=True,
            expires_at__gt=timezone.now(),
            user__is_active=True,
        )
        .first()
    )


@transaction.atomic
def revoke(token: ApiToken, *, actor: User) -> None:
    """End a token at once. Revoking twice changes nothing."""
    ended = ApiToken.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=timezone.now())
    if ended:
        audit.record(actor, "token.revoke", token)
