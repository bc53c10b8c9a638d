"""Addresses of this app."""

from django.urls import path

from exchange.views import exports, imports

app_name = "exchange"

urlpatterns = [
    path("import/", imports.import_, name="import"),
    path("imports/<uuid:pk>/", imports.import_batch, name="import_batch"),
    path("imports/<uuid:pk>/confirm/", imports.import_confirm, name="import_confirm"),
    path("imports/<uuid:pk>/discard/", imports.import_discard, name="import_discard"),
    path("imports/<uuid:pk>/problems/", imports.import_problems, name="import_problems"),
    path("imports/<uuid:pk>/marked/", imports.import_marked, name="import_marked"),
    path("questions/", imports.questions, name="questions"),
    path("export/", exports.export, name="export"),
    path("lists/<str:key>/export/", exports.list_export, name="list_export"),
    path("exports/<uuid:pk>/", exports.export_artifact, name="export_artifact"),
    path("exports/<uuid:pk>/download/", exports.export_download, name="export_download"),
]
