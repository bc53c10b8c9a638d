"""人才库: the city office and, for its own people, each county's office keep it (access.csv, inspector.edit)."""

from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts import audit, outbox
from config.lib import acts
from inspections.models import Inspector

FIELDS = (
    "number",
    "name",
    "gender",
    "organization",
    "native_place",
    "post",
    "specialities",
    "qualification",
)


@transaction.atomic
def create(*, actor: Any, **values: Any) -> Inspector:
    """A new person of the pool. Raises ValidationError by field, NotAllowed outside the actor's scope."""
    made = Inspector(**_known(values))
    _check(made)
    made.save(force_insert=True)
    _sound(made)
    acts.still_in_scope(made, actor, "inspector.edit")
    audit.record(actor, "inspector.edit", made, fields=sorted(values))
    return made


@transaction.atomic
def update(found: Inspector, *, actor: Any, **values: Any) -> Inspector:
    """Change a person of the pool; moving him out of the actor's scope is refused with NotAllowed."""
    found = Inspector.objects.select_for_update(of=("self",)).get(pk=found.pk)
    acts.demand(found, actor, "inspector.edit")
    changed = [name for name, value in _known(values).items() if getattr(found, name) != value]
    for name in changed:
        setattr(found, name, values[name])
    _check(found)
    found.save(update_fields=changed)
    if "name" in changed:
        _sound(found)
    acts.still_in_scope(found, actor, "inspector.edit")
    audit.record(actor, "inspector.edit", found, fields=changed)
    return found


def _sound(found: Inspector) -> None:
    """How the name sounds is written by the worker, which has the dictionary (config/lib/pinyin.py)."""
    outbox.enqueue(
        "inspections.pinyin",
        key=f"inspections.pinyin:{uuid4()}",
        requested_by=None,
        inspector=str(found.pk),
    )


def _known(values: dict[str, Any]) -> dict[str, Any]:
    """The fields a person may write; anything else is a programming error of the caller (AC-16)."""
    if unknown := set(values) - set(FIELDS):
        raise TypeError(f"not written here: {sorted(unknown)}")
    return values


def _check(found: Inspector) -> None:
    """Shape and number. The message does not say where a number is in use (AC-08)."""
    if Inspector.objects.exclude(pk=found.pk).filter(number=found.number).exists():
        raise ValidationError({"number": "该工号不能使用。"})
    found.full_clean(exclude=["organization", "person"])
