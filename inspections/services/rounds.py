"""巡察轮次: make, change, delete, while a round is prepared (access.csv, round.*)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from accounts import audit
from config.lib import acts
from config.lib.refusals import WrongState
from inspections.models import InspectionRound

FIELDS = ("code", "name", "year", "starts_on", "ends_on")


@transaction.atomic
def create(*, actor: Any, **values: Any) -> InspectionRound:
    """A new round in preparation. Raises ValidationError by field, NotAllowed outside the actor's scope."""
    made = InspectionRound(created_by=actor.person, **_known(values))
    _check(made)
    made.save(force_insert=True)
    acts.still_in_scope(made, actor, "round.view")
    audit.record(actor, "round.create", made)
    return made


@transaction.atomic
def update(found: InspectionRound, *, actor: Any, **values: Any) -> InspectionRound:
    """Change a round in preparation. Raises WrongState once it has started."""
    found = InspectionRound.objects.select_for_update(of=("self",)).get(pk=found.pk)
    acts.demand(found, actor, "round.update")
    changed = [name for name, value in _known(values).items() if getattr(found, name) != value]
    for name in changed:
        setattr(found, name, values[name])
    _check(found)
    found.save(update_fields=changed)
    acts.still_in_scope(found, actor, "round.update")
    audit.record(actor, "round.update", found, fields=changed)
    return found


@transaction.atomic
def delete(found: InspectionRound, *, actor: Any) -> None:
    """Delete a round in preparation on which nothing stands. Raises WrongState otherwise."""
    found = InspectionRound.objects.select_for_update(of=("self",)).get(pk=found.pk)
    acts.demand(found, actor, "round.delete")
    audit.record(actor, "round.delete", found)
    if found.categories.exists():
        raise WrongState("本轮次已有问题类别，不能删除。")
    try:
        found.delete()
    except ProtectedError as fault:
        raise WrongState("本轮次已有组织单元、巡察组或任务，不能删除。") from fault


def _known(values: dict[str, Any]) -> dict[str, Any]:
    """The fields a person may write; anything else is a programming error of the caller (AC-16)."""
    if unknown := set(values) - set(FIELDS):
        raise TypeError(f"not written here: {sorted(unknown)}")
    return values


def _check(found: InspectionRound) -> None:
    """Shape, dates and number, each complaint at its field."""
    if found.starts_on and found.ends_on and found.ends_on < found.starts_on:
        raise ValidationError({"ends_on": "结束日期不能早于开始日期。"})
    if InspectionRound.objects.exclude(pk=found.pk).filter(code=found.code).exists():
        raise ValidationError({"code": "该编码已被使用。"})
    found.full_clean(exclude=["created_by"])
