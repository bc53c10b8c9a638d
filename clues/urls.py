"""Addresses of this app."""

from django.urls import path

from clues.views import clues

app_name = "clues"

urlpatterns = [
    path("clues/", clues.clues, name="clues"),
    path("clues/<uuid:pk>/", clues.clue, name="clue"),
]
