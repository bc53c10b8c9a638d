"""Addresses of this app."""

from django.urls import path

from accounts.views import administration, organizations, own, signin

app_name = "accounts"

urlpatterns = [
    path("login/", signin.login, name="login"),
    path("logout/", signin.logout, name="logout"),
    path("organizations/", organizations.organizations, name="organizations"),
    path("organizations/options/", organizations.organization_options, name="organization_options"),
    path("organizations/<uuid:pk>/", organizations.organization, name="organization"),
    path("profile/", own.profile, name="profile"),
    path("inbox/", own.inbox, name="inbox"),
    path("tokens/", own.own_tokens, name="tokens"),
    path("tokens/<uuid:pk>/revoke/", own.token_revoke, name="token_revoke"),
    path("saved-views/", own.saved_view_create, name="saved_view_create"),
    path("saved-views/<uuid:pk>/delete/", own.saved_view_delete, name="saved_view_delete"),
    path("users/", administration.users, name="users"),
    path("jobs/", administration.jobs, name="jobs"),
    path("jobs/<uuid:pk>/retry/", administration.job_retry, name="job_retry"),
    path("audit/", administration.audit_trail, name="audit"),
]
