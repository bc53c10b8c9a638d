"""The one door to the audit trail. Called inside the transaction of the act: no record, no act (LG-03)."""

from typing import Any

from django.db import models, transaction

from accounts.models.audit import AuditRecord

SYSTEM = "系统"


def record(
    actor: Any, action: str, obj: models.Model | None = None, *, result: str = "ok", **details: Any
) -> None:
    """Write one record of `action` on `obj` by `actor` (a User, or None for the system itself).

    `details` may hold ids, numbers, names of fields and counts. Never pass text of a clue (LG-02).
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("an audit record belongs to the transaction of its act")
    AuditRecord.objects.create(
        actor=actor,
        actor_label=SYSTEM if actor is None else actor.username,
        action=action,
        object_type="" if obj is None else obj._meta.label_lower,
        object_id="" if obj is None else str(obj.pk),
        result=result,
        details=details,
    )
