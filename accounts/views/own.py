"""What belongs to the reader himself: profile, inbox, API tokens, saved views."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import stepup
from accounts.access import access
from accounts.choices import NotificationKind, Role
from accounts.models import ApiToken, Notification, SavedView
from accounts.services import saved_views, tokens
from config.lib.details import Fact
from config.lib.fetch import get_visible_or_404

SHOWN = 100


@access("self.profile")
@require_GET
def profile(request: HttpRequest) -> HttpResponse:
    """个人资料: name, post, roles and where they hold."""
    access_now = request.user.access  # type: ignore[union-attr]
    post = access_now.post
    facts = [
        Fact("姓名", request.user.person.name),  # type: ignore[union-attr]
        Fact("账号", request.user.username),  # type: ignore[union-attr]
        Fact("单位", post.organization.name if post else ""),
        Fact("职务", post.title if post else ""),
        Fact("角色", "、".join(sorted(Role(role).label for role in access_now.roles)), wide=True),
        Fact("线索专管", "是" if request.user.person.clue_cleared else "否"),  # type: ignore[union-attr]
    ]
    if not access_now.can("clue.list"):
        facts.pop()
    return render(request, "accounts/profile.html", {"title": "个人资料", "facts": facts})


@access("notification.view")
@require_http_methods(["GET", "POST"])
def inbox(request: HttpRequest) -> HttpResponse:
    """收件箱; POST marks everything read."""
    mine = Notification.objects.visible_to(request.user)
    if request.method == "POST":
        with transaction.atomic():
            mine.filter(read_at__isnull=True).update(read_at=timezone.now())
        return redirect("accounts:inbox")
    lines = [
        {"row": line, "kind": NotificationKind(line.kind)} for line in mine.order_by("-created_at")[:SHOWN]
    ]
    return render(request, "accounts/inbox.html", {"title": "收件箱", "lines": lines})


@access("self.tokens")
@require_http_methods(["GET", "POST"])
def own_tokens(request: HttpRequest) -> HttpResponse:
    """API 令牌: make one (its secret is shown this once), see and revoke one's own."""
    secret = ""
    if request.method == "POST":
        stepup.demand(request.user, "self.tokens")
        secret, _ = tokens.issue(request.user, name=request.POST.get("name", "").strip())  # type: ignore[arg-type]
    mine = ApiToken.objects.visible_to(request.user).order_by("-created_at")[:SHOWN]
    context = {"title": "API 令牌", "tokens": mine, "secret": secret, "now": timezone.now()}
    return render(request, "accounts/tokens.html", context)


@access("self.tokens")
@require_POST
def token_revoke(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End one of one's own tokens at once."""
    tokens.revoke(get_visible_or_404(ApiToken, request.user, pk), actor=request.user)  # type: ignore[arg-type]
    messages.success(request, "令牌已撤销，使用它的程序立即失效。")
    return redirect("accounts:tokens")


@access("saved_view.edit")
@require_POST
def saved_view_create(request: HttpRequest) -> HttpResponse:
    """Keep the conditions, sort and columns of a list under a name; then back to the list."""
    page, query = request.POST.get("page", ""), request.POST.get("query", "")
    name = request.POST.get("name", "").strip()
    if saved_views.save(
        request.user, page=page, name=name, query=query, shared=bool(request.POST.get("shared"))
    ):  # type: ignore[arg-type]
        messages.success(request, f"已保存视图“{name}”。")
    else:
        messages.error(request, "没有保存：请填写视图名称（最多 60 字）。")
    return redirect(_back(request))


@access("saved_view.edit")
@require_POST
def saved_view_delete(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Remove one of one's own views."""
    saved_views.delete(get_visible_or_404(SavedView, request.user, pk), actor=request.user)  # type: ignore[arg-type]
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if safe else "/"
