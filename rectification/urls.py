"""Addresses of this app, a group per noun."""

from django.urls import path

from rectification.views import lists, matter, recommendation, task

app_name = "rectification"

urlpatterns = [
    path("tasks/", lists.tasks, name="tasks"),
    path("tasks/<uuid:pk>/", task.task, name="task"),
    path("recommendations/", lists.recommendations, name="recommendations"),
    path("recommendations/<uuid:pk>/", recommendation.recommendation, name="recommendation"),
    path("matters/", lists.matters, name="matters"),
    path("matters/<uuid:pk>/", matter.matter, name="matter"),
]
