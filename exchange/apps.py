from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "exchange"
    verbose_name = "数据交换"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from config.lib.todo import register
        from exchange import jobs, pages, scope, todo  # noqa: F401  scopes and jobs are declared by being read

        pages.register_all()
        register(todo.imports)
