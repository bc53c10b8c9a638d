from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "inspections"
    verbose_name = "巡察"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accounts.access import register_team_source
        from inspections import jobs, scope  # noqa: F401  declared by being read
        from inspections.memberships import team_grants

        register_team_source(team_grants)

        from config.lib import textindex
        from inspections import pages, panels
        from inspections.models import Finding

        textindex.register(Finding, "title", "facts")

        pages.register_all()
        panels.register_all()
