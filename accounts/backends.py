"""Who an account name and a password belong to."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from accounts.models import User

# Longer input is refused before it costs a hash (AU-03).
MAX_PASSWORD = 1024


class AccountBackend(ModelBackend):
    """Names are compared in one normal form (User, AU-01); inactive accounts never sign in."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        if password is None or len(password) > MAX_PASSWORD:
            return None
        return super().authenticate(request, username=username, password=password, **kwargs)  # type: ignore[return-value]

    def get_user(self, user_id: Any) -> User | None:
        """The account of a session with its person: one query per request."""
        return User.objects.select_related("person").filter(pk=user_id, is_active=True).first()
