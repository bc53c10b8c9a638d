"""Addresses of this app."""

from django.urls import path

from reports.views import baselines, board

app_name = "reports"

urlpatterns = [
    path("board/", board.board, name="board"),
    path("baselines/", baselines.baselines, name="baselines"),
]
