from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Plumbing: commands and checks of the house, no model."""

    name = "config"
    verbose_name = "系统"
