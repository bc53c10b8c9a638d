"""The schema of the API and the page beside it: for signed-in users, from our own origin."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from drf_spectacular.renderers import OpenApiJsonRenderer
from drf_spectacular.views import SpectacularAPIView

from accounts.access import access
from accounts.api.permissions import ActionPermission


class SchemaView(SpectacularAPIView):
    """OpenAPI 3 as JSON."""

    access_actions = {"get": "api.schema"}
    permission_classes = [ActionPermission]
    renderer_classes = [OpenApiJsonRenderer]


@access("api.schema")
def schema_page(request: HttpRequest) -> HttpResponse:
    """The schema to read and try."""
    return render(request, "accounts/schema_page.html", {})
