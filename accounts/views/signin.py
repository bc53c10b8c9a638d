"""Sign-in and sign-out."""

from typing import Any

from django.contrib.auth import views as auth
from django.contrib.auth.forms import AuthenticationForm
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from accounts import audit
from accounts.access import public


class _SignIn(auth.LoginView):
    """One sentence for every reason of refusal (AU-07); the page after goes to our own host only."""

    template_name = "accounts/login.html"
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        with transaction.atomic():
            audit.record(form.get_user(), "session.begin")
            return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "username": context["form"]["username"].value() or ""}


class _SignOut(auth.LogoutView):
    """POST only; the browser forgets what it kept of us (SE-06)."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            with transaction.atomic():
                audit.record(request.user, "session.end")
        response = super().post(request, *args, **kwargs)
        response["Clear-Site-Data"] = '"cache", "storage"'
        return response


login = public(_SignIn.as_view())
logout = public(_SignOut.as_view())
