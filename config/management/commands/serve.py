"""`manage.py serve`: web, worker and scheduler of this installation, supervised."""

import os
import sys
from argparse import ArgumentParser
from datetime import datetime
from typing import IO, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.lib.processes import Child, LockTaken, Supervisor, port_is_free, take_lock
from config.services import SERVICES, command

GRACE_SECONDS = 15.0
# Advice on kernel settings that a page more or less at a respawn is not worth.
NOISE = ("net.ipv4.tcp_migrate_req",)


class Command(BaseCommand):
    help = "Start web, worker and scheduler, restart what dies, stop on SIGTERM or SIGINT."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--only", choices=SERVICES, help="one service alone, as in a container")

    def handle(self, *args: Any, only: str | None = None, **options: Any) -> None:
        services = (only,) if only else SERVICES
        locks = [self._lock(service) for service in services]
        if "web" in services and not port_is_free(settings.HOST, settings.PORT):
            raise CommandError(
                f"端口 {settings.PORT} 已被占用，请换一个：PORT=8001 make run\n"
                f"Port {settings.PORT} is taken; choose another: PORT=8001 make run"
            )
        self._forget_old_signs_of_life(services)
        self._greet(services)
        Supervisor([self._child(service) for service in services], GRACE_SECONDS).run()
        self._say("serve", "已停止 / stopped")
        for lock in locks:
            lock.close()

    def _lock(self, service: str) -> IO[str]:
        since = datetime.now().astimezone().isoformat(timespec="seconds")
        about = f"pid {os.getpid()}，{since}，{settings.PUBLIC_URL}"
        try:
            return take_lock(settings.DATA / "run" / f"{service}.lock", about)
        except LockTaken as holder:
            raise CommandError(
                f"这个数据目录已在使用：{settings.DATA_DIR}（{holder}）。请先停止它，或另设 DATA_DIR。\n"
                f"This data folder is in use ({holder}). Stop that one first or set another DATA_DIR."
            ) from None

    def _forget_old_signs_of_life(self, services: tuple[str, ...]) -> None:
        """Before this start nothing of it is ready, whatever an earlier one wrote seconds ago."""
        from accounts.models import Heartbeat

        Heartbeat.objects.filter(service__in=services).delete()

    def _child(self, service: str) -> Child:
        # Absolute, since the children start in the project's folder whatever this one started in.
        # Two memory arenas: with one per thread, the C library keeps what threads have given back.
        environment = {
            **os.environ,
            "PYTHONUNBUFFERED": "1",
            "MALLOC_ARENA_MAX": "2",
            "DATA_DIR": str(settings.DATA_DIR),
        }
        environment.pop("DATABASE_MIGRATION_URL", None)  # nothing that serves knows the owner
        return Child(service, command(service), environment, settings.BASE_DIR, self._say)

    def _say(self, name: str, line: str) -> None:
        if any(word in line for word in NOISE):
            return
        sys.stdout.write(f"[{name:9}] {line}\n")
        sys.stdout.flush()

    def _greet(self, services: tuple[str, ...]) -> None:
        if "web" not in services:
            return
        lines = [f"巡察统合 {settings.PUBLIC_URL}/", f"数据目录 / data: {settings.DATA_DIR}"]
        if settings.SECURITY_PROFILE == "demo":
            lines += _demo_accounts()
        lines.append("停止 / stop: Ctrl-C")
        for line in lines:
            self._say("serve", line)


def _demo_accounts() -> list[str]:
    """What somebody who tries the product needs: who he can be, and the password if it was drawn for him."""
    kept = settings.DATA / "demo-password"
    where = f"口令 / password: {kept.read_text('utf-8').strip()}" if kept.exists() else ""
    if settings.DEMO_PASSWORD:
        where = "口令 / password: $DEMO_PASSWORD"
    return [
        "演示环境：请勿录入真实信息 / demo: enter no real data",
        "演示账号 / accounts: co 市委巡察办  lg 领导小组  cd 市纪委监委  sys sec aud 三员",
        "                     xo-<县码> xl- od- xd-   bo-<组织编号>   itl-<组> itd- itm-",
        *([where] if where else []),
    ]
