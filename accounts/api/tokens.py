"""Signing in for programs, and one's own tokens (api.md)."""

from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import stepup
from accounts.models import ApiToken
from accounts.services import tokens
from config.lib.api_errors import ApiRefusal
from config.lib.api_views import ScopedViewSet


class SignIn(serializers.Serializer):
    """What a program signs in with; `otp` where the profile asks for it."""

    username = serializers.CharField(max_length=150)
    password = serializers.CharField(max_length=1000, trim_whitespace=False)
    otp = serializers.CharField(required=False, allow_blank=True, max_length=16)
    name = serializers.CharField(required=False, allow_blank=True, max_length=60)


class IssuedToken(serializers.Serializer):
    """The secret, shown this once."""

    token = serializers.CharField()
    expires_at = serializers.DateTimeField()


class WrongCredentials(ApiRefusal):
    """The same for a wrong name, a wrong password and a closed account."""

    status_code = status.HTTP_401_UNAUTHORIZED
    default_code = "invalid_credentials"
    default_detail = "账号或密码不正确。"


class LockedOut(ApiRefusal):
    """Too many wrong passwords."""

    status_code = status.HTTP_429_TOO_MANY_REQUESTS
    default_code = "locked_out"
    default_detail = "登录失败次数过多，请稍后再试。"


class SecondFactorMissing(ApiRefusal):
    """The profile demands a second factor, which this version cannot check yet: closed, not open."""

    default_code = "second_factor_unavailable"
    default_detail = "当前安全档位要求第二因素，此版本尚不能验证，暂不能申请令牌。"


class StepUpUnavailable(ApiRefusal):
    """No step-up in this version (accounts/stepup.py)."""

    default_code = "step_up_unavailable"
    default_detail = "此版本尚不提供再次验证。"


class TokenView(APIView):
    """`POST {username, password, otp?}` answers `{token, expires_at}`."""

    access_public = True
    # A stale header must not stand in the way of a new token.
    authentication_classes: list[Any] = []
    permission_classes: list[Any] = []

    @extend_schema(request=SignIn, responses={201: IssuedToken}, auth=[], operation_id="auth_token_create")
    def post(self, request: Request) -> Response:
        """Sign in. 401 for wrong credentials, 403 for who may not hold tokens, 429 when locked out."""
        sent = SignIn(data=request.data)
        sent.is_valid(raise_exception=True)
        if settings.STRICT:
            raise SecondFactorMissing
        user = _signed_in(request, sent.validated_data["username"], sent.validated_data["password"])
        if not user.access.can("self.tokens"):
            raise PermissionDenied
        secret, expires_at = tokens.issue(user, name=sent.validated_data.get("name", ""))
        answer = IssuedToken({"token": secret, "expires_at": expires_at})
        return Response(answer.data, status=status.HTTP_201_CREATED)

    def get_authenticate_header(self, request: Request) -> str:
        return "Token"


def _signed_in(request: Request, username: str, password: str) -> Any:
    plain = request._request
    user = authenticate(plain, username=username, password=password)
    if user is not None:
        return user
    if getattr(plain, "axes_locked_out", False):
        plain.axes_locked_out = False  # the answer is ours, not the page of the lock-out
        raise LockedOut
    raise WrongCredentials


class StepUpRequest(serializers.Serializer):
    """The second factor again, and why."""

    otp = serializers.CharField(max_length=16)
    reason = serializers.CharField(max_length=500)


class StepUpView(APIView):
    """`POST {otp, reason}` would open `!` steps for five minutes; it says plainly that it cannot yet."""

    access_actions = {"post": "self.profile"}

    @extend_schema(request=StepUpRequest, responses={403: None}, operation_id="auth_step_up")
    def post(self, request: Request) -> Response:
        """Always 403 with code ``step_up_unavailable``."""
        raise StepUpUnavailable


class TokenSerializer(serializers.ModelSerializer):
    """A token of one's own; its secret is never shown again."""

    class Meta:
        model = ApiToken
        fields = ["id", "name", "created_at", "expires_at", "last_used_on"]
        read_only_fields = fields


class TokenViewSet(mixins.DestroyModelMixin, ScopedViewSet):
    """令牌: list one's own living tokens, revoke one."""

    model = ApiToken
    serializer_class = TokenSerializer
    access_actions = {"list": "self.tokens", "retrieve": "self.tokens", "destroy": "self.tokens"}
    orderings = {"created_at": ("created_at",)}
    ordering = "-created_at"

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """One's tokens are behind the second factor where the profile asks for it."""
        super().initial(request, *args, **kwargs)
        stepup.demand(request.user, "self.tokens")

    def shown(self, rows: Any, user: Any) -> Any:
        """Of this account, not revoked and not expired."""
        return rows.filter(user=user, revoked_at__isnull=True, expires_at__gt=timezone.now())

    def perform_destroy(self, instance: ApiToken) -> None:
        tokens.revoke(instance, actor=self.request.user)
