"""The services of an installation and the commands that run them. One place for `serve` and the containers."""

import socket
import sys

from django.conf import settings

SERVICES = ("web", "worker", "scheduler")

# Threads per web process. Pages spend their time in Python, so more threads only wait for each other; each
# also keeps a database connection.
WEB_THREADS = 4
# A web process that grew beyond this is replaced in good order; in health it stays below 120 MB.
WEB_MEMORY_MIB = 200
# Jobs at a time. Imports and exports are few and heavy; two cores are the reference machine.
EMBEDDED_THREADS, PREFORK_CHILDREN = 4, 2


def worker_name() -> str:
    """Stable across restarts, so that a restarted worker frees what its killed self held."""
    return f"worker@{socket.gethostname()}"


def command(service: str) -> list[str]:
    """The command line of a service."""
    return {"web": _web, "worker": _worker, "scheduler": _scheduler}[service]()


def _web() -> list[str]:
    options = {
        "--interface": "wsgi",
        "--http": "1",
        "--host": settings.HOST,
        "--port": settings.PORT,
        "--workers": settings.WEB_WORKERS,
        "--blocking-threads": WEB_THREADS,
        "--workers-kill-timeout": 10,
        "--workers-max-rss": WEB_MEMORY_MIB,
        "--rss-samples": 2,
    }
    flags = [str(part) for pair in options.items() for part in pair]
    return [
        sys.executable,
        "-m",
        "granian",
        *flags,
        "--no-ws",
        "--respawn-failed-workers",
        "config.wsgi:application",
    ]


def _worker() -> list[str]:
    """Redis: child processes, so that time limits hold and a crash costs one child.

    Without a broker server: threads of one process, which is small and enough for one office; what a kill
    takes from it comes back from the outbox.
    """
    pool = ["prefork", PREFORK_CHILDREN] if settings.REDIS_URL else ["threads", EMBEDDED_THREADS]
    return [
        *_celery("worker"),
        f"--pool={pool[0]}",
        f"--concurrency={pool[1]}",
        f"--hostname={worker_name()}",
        "--without-gossip",
        "--without-mingle",
        "--loglevel=INFO",
    ]


def _scheduler() -> list[str]:
    return [*_celery("beat"), "--scheduler=config.pulse:PulsingScheduler", "--pidfile=", "--loglevel=WARNING"]


def _celery(program: str) -> list[str]:
    # Who may run this is the deployment's matter (docs/deployment.md); one line of ours instead of eight.
    quiet = ["-W", "ignore:You're running the worker"]
    return [sys.executable, *quiet, "-m", "celery", "--app=config", "--quiet", program]
