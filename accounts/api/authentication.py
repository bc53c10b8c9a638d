"""`Authorization: Token ...` (api.md)."""

from typing import Any

from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from accounts.services import tokens


class TokenAuthentication(BaseAuthentication):
    """Accepts a living token of an active account. Answers 401 otherwise, the same for every reason."""

    keyword = "Token"

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        parts = get_authorization_header(request).split()
        if not parts or parts[0].lower() != self.keyword.lower().encode():
            return None
        if len(parts) != 2:
            raise AuthenticationFailed("令牌无效或已过期，请重新申请。")
        token = tokens.find(parts[1].decode("ascii", "replace"))
        if token is None:
            raise AuthenticationFailed("令牌无效或已过期，请重新申请。")
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return self.keyword
