from django.apps import AppConfig


class CluesConfig(AppConfig):
    name = "clues"
    verbose_name = "线索"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from clues import panels, scope  # noqa: F401  scopes are declared by being read

        panels.register_all()

        from clues import pages, todo
        from config.lib.todo import register

        pages.register_all()
        register(todo.handled_clues)
