from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "账号与权限"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accounts import (
            pages,
            scope,  # noqa: F401  scopes are declared by being read
            todo,
        )
        from accounts.services import saved_views
        from config.lib import hooks, textindex
        from config.lib.listing import register_saved_views
        from config.lib.todo import register

        pages.register_all()
        register(todo.dead_jobs)
        register_saved_views(saved_views.offered)
        hooks.listen("texts.changed", textindex.texts_changed)
