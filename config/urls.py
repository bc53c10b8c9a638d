"""The map of the product: one line per app."""

from django.urls import include, path

from accounts.views.workbench import workbench
from config.health import healthz
from reports.views.search import search

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("api/v1/", include("config.api_urls")),
    path("", workbench, name="workbench"),
    path("search/", search, name="search"),
    path("accounts/", include("accounts.urls")),
    path("inspections/", include("inspections.urls")),
    path("clues/", include("clues.urls")),
    path("rectification/", include("rectification.urls")),
    path("reports/", include("reports.urls")),
    path("exchange/", include("exchange.urls")),
]

handler500 = "config.errors.server_error"
