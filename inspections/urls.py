"""Addresses of this app, a group per noun."""

from django.urls import path

from inspections.views import assignment, deployment, editing, finding, inspector, lists, round, team

app_name = "inspections"

urlpatterns = [
    path("rounds/", lists.rounds, name="rounds"),
    path("rounds/create/", editing.round_create, name="round_create"),
    path("rounds/<uuid:pk>/", round.round_, name="round"),
    path("rounds/<uuid:pk>/update/", editing.round_update, name="round_update"),
    path("rounds/<uuid:pk>/delete/", editing.round_delete, name="round_delete"),
    path("deployments/", lists.deployments, name="deployments"),
    path("deployments/<uuid:pk>/", deployment.deployment, name="deployment"),
    path("teams/", lists.teams, name="teams"),
    path("teams/<uuid:pk>/", team.team, name="team"),
    path("inspectors/", lists.inspectors, name="inspectors"),
    path("inspectors/create/", editing.inspector_create, name="inspector_create"),
    path("inspectors/<uuid:pk>/", inspector.inspector, name="inspector"),
    path("inspectors/<uuid:pk>/update/", editing.inspector_update, name="inspector_update"),
    path("assignments/", lists.assignments, name="assignments"),
    path("assignments/<uuid:pk>/", assignment.assignment, name="assignment"),
    path("findings/", lists.findings, name="findings"),
    path("findings/<uuid:pk>/", finding.finding, name="finding"),
]
