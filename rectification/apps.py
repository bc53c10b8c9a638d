from django.apps import AppConfig


class RectificationConfig(AppConfig):
    name = "rectification"
    verbose_name = "整改"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from rectification import panels, scope  # noqa: F401  scopes are declared by being read

        panels.register_all()

        from config.lib import textindex
        from config.lib.todo import register
        from rectification import pages, todo
        from rectification.models import AssignedMatter, GovernanceRecommendation, RectificationTask

        textindex.register(RectificationTask, "measure")
        textindex.register(GovernanceRecommendation, "title", "content")
        textindex.register(AssignedMatter, "title")

        pages.register_all()
        for provider in (todo.own_tasks, todo.tasks_to_verify, todo.county_items):
            register(provider)
