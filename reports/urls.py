"""Addresses of this app."""

from django.urls import path

from reports.views import baselines, board

app_name = "reports"

urlpatterns = [
    path("board/", board.board, name="board"),
    path("baselines/", baselines.baselines, name="baselines"),
    path("baselines/create/", baselines.baseline_create, name="baseline_create"),
    path("baselines/<uuid:pk>/update/", baselines.baseline_update, name="baseline_update"),
]
