"""`manage.py prepare_demo`: load the demo office where somebody tries the product on an empty database."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Run load_demo on an empty database of profile demo; otherwise do nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.SECURITY_PROFILE != "demo" or get_user_model()._default_manager.exists():
            return
        if "load_demo" not in get_commands():
            return
        self.stdout.write("载入演示数据 / loading the demo office")
        call_command("load_demo", *([settings.DEMO_WORKBOOK] if settings.DEMO_WORKBOOK else []))
