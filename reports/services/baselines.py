"""县级巡察基线: what county-level inspections of a year found (access.csv, baseline.edit)."""

from typing import Any

from django.db import transaction

from accounts import audit
from config.lib import acts
from reports.models import Baseline

FIELDS = ("year", "organizations", "clues")


@transaction.atomic
def create(*, actor: Any, **values: Any) -> Baseline:
    """A baseline of a year that has none. Raises ValidationError by field."""
    made = Baseline(**_known(values))
    made.full_clean()
    made.save(force_insert=True)
    acts.still_in_scope(made, actor, "baseline.edit")
    audit.record(actor, "baseline.edit", made, year=made.year)
    return made


@transaction.atomic
def update(found: Baseline, *, actor: Any, **values: Any) -> Baseline:
    """Correct a baseline. The figures that compare with it follow at once: they are computed when asked."""
    found = Baseline.objects.select_for_update(of=("self",)).get(pk=found.pk)
    acts.demand(found, actor, "baseline.edit")
    changed = [name for name, value in _known(values).items() if getattr(found, name) != value]
    for name in changed:
        setattr(found, name, values[name])
    found.full_clean()
    found.save(update_fields=changed)
    audit.record(actor, "baseline.edit", found, fields=changed)
    return found


def _known(values: dict[str, Any]) -> dict[str, Any]:
    """The fields a person may write; anything else is a programming error of the caller (AC-16)."""
    if unknown := set(values) - set(FIELDS):
        raise TypeError(f"not written here: {sorted(unknown)}")
    return values
