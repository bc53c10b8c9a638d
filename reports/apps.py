from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "报告与看板"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from config.lib import hooks
        from reports import pages, panels, scope  # noqa: F401  scopes are declared by being read
        from reports.services import figures

        hooks.listen("assignments.changed", figures.refresh)
        pages.register_all()
        panels.register_all()
