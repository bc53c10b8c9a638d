"""Addresses of this app, a group per noun."""

from django.urls import path

from inspections.views import assignment, deployment, finding, inspector, lists, round, team

app_name = "inspections"

urlpatterns = [
    path("rounds/", lists.rounds, name="rounds"),
    path("rounds/<uuid:pk>/", round.round_, name="round"),
    path("deployments/", lists.deployments, name="deployments"),
    path("deployments/<uuid:pk>/", deployment.deployment, name="deployment"),
    path("teams/", lists.teams, name="teams"),
    path("teams/<uuid:pk>/", team.team, name="team"),
    path("inspectors/", lists.inspectors, name="inspectors"),
    path("inspectors/<uuid:pk>/", inspector.inspector, name="inspector"),
    path("assignments/", lists.assignments, name="assignments"),
    path("assignments/<uuid:pk>/", assignment.assignment, name="assignment"),
    path("findings/", lists.findings, name="findings"),
    path("findings/<uuid:pk>/", finding.finding, name="finding"),
]
