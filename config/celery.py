"""Background work: the Celery app, its settings and the only list of periodic jobs.

The outbox table (accounts/outbox.py) is the queue of record. A message carries one id; a broker that
forgets it costs a delay, never a loss. Each setting answers a failure that was measured (security.md R1).
"""

import os
from typing import Any

from celery import Celery
from celery.signals import setup_logging, worker_init
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

TICK_SECONDS = 1.0
TIME_LIMIT = 1500

app = Celery("xuncha", set_as_current=True)


def broker(redis_url: str, data_dir: Any) -> dict[str, Any]:
    """Broker settings: Redis where there is one, else a folder.

    Redis: the visibility timeout exceeds the time limit, or a long job would run twice; the sweep every 5 s
    instead of 100 s brings a dead child's message back soon. Folder: polled ten times a second (its default
    is once), and it may prefetch, since what a killed worker held is sent again from the outbox.
    """
    if redis_url:
        return {
            "broker_url": redis_url,
            "worker_prefetch_multiplier": 1,
            "broker_transport_options": {
                "visibility_timeout": TIME_LIMIT + 300,
                "unacked_restore_interval": 5,
                "unacked_restore_throttle": 1,
                "socket_timeout": 10,
                "socket_connect_timeout": 3,
                "retry_on_timeout": True,
            },
        }
    folder = str(data_dir / "broker")
    return {
        "broker_url": "filesystem://localhost//",
        "worker_prefetch_multiplier": 4,
        "broker_transport_options": {
            "data_folder_in": folder,
            "data_folder_out": folder,
            "control_folder": f"{folder}/control",
            "polling_interval": 0.1,
        },
    }


app.conf.update(
    **broker(settings.REDIS_URL, settings.DATA_DIR),
    broker_connection_retry_on_startup=True,
    task_default_queue="xuncha",
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_acks_on_failure_or_timeout=True,
    task_time_limit=TIME_LIMIT,
    task_soft_time_limit=TIME_LIMIT - 120,
    task_serializer="json",
    result_serializer="json",
    accept_content=["json"],
    task_ignore_result=True,
    task_store_errors_even_if_ignored=False,
    worker_enable_remote_control=False,
    worker_send_task_events=False,
    worker_hijack_root_logger=False,
    worker_cancel_long_running_tasks_on_connection_loss=False,
    timezone="Asia/Shanghai",
    enable_utc=True,
    beat_max_loop_interval=TICK_SECONDS,
    # What is due is decided by rows in the database; beat only ticks, so missing a tick misses nothing and
    # two beats do nothing twice.
    beat_schedule={
        "drain": {
            "task": "config.celery.drain",
            "schedule": TICK_SECONDS,
            "options": {"expires": 2 * TICK_SECONDS},
        },
        "index-texts": {
            "task": "config.celery.index_texts",
            "schedule": TICK_SECONDS,
            "options": {"expires": 2 * TICK_SECONDS},
        },
    },
)


@app.task(name="config.celery.drain")
def drain() -> int:
    """Send what is due in the outbox."""
    from accounts import outbox

    return outbox.dispatch_due(lambda job_id: run_job.apply_async((job_id,)))


@app.task(name="config.celery.index_texts")
def index_texts() -> int:
    """Index the texts of large imports; what is postponed stands in the database, so a lost tick loses nothing."""
    from config.lib import textindex

    return textindex.catch_up()


@app.task(name="config.celery.run_job", bind=True)
def run_job(self: Any, job_id: str) -> bool:
    """Do one job of the outbox; done already or taken by another worker means nothing to do."""
    from accounts import outbox

    worker = str(self.request.hostname or "")
    if (self.request.delivery_info or {}).get("redelivered"):
        # The broker brings a message back after its pool child was killed; that child's lease is void.
        outbox.release_own_leases(worker, job_id)
    return outbox.run_job(job_id, worker)


@setup_logging.connect
def keep_django_logging(**_: Any) -> None:
    """Celery leaves logging to the settings where somebody listens to this signal."""


@worker_init.connect
def free_leases_of_earlier_life(sender: Any, **_: Any) -> None:
    """A worker that was killed holds nothing any more: its jobs go on at once."""
    from accounts import outbox
    from config.pulse import WorkerPulse

    app.steps["worker"].add(WorkerPulse)
    outbox.release_own_leases(sender.hostname)
