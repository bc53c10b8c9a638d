"""References of this app whose numbers not everybody may know."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema_field

from accounts.choices import Role
from config.lib.api_references import ReferenceField, ReferenceShape, shape
from config.lib.scoping import NOTHING, scope_of
from inspections.models import Finding


def with_round_number(rows: Any, user: Any, through: str = "round") -> QuerySet:
    """Mark the rows whose round's number this reader may know (`RoundReference` asks for it)."""
    return rows.with_right("knows_round", user, "round.view", through=through, without=[Role.BO])


def with_finding_number(rows: Any, user: Any, through: str = "finding") -> QuerySet:
    """Mark the rows whose finding's office number this reader may know (`FindingReference` asks for it)."""
    return rows.with_right("knows_finding", user, "finding.view", through=through, without=[Role.BO])


class RoundReference(ReferenceField):
    """A round; an inspected organisation knows its name only."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(code_right="knows_round", **kwargs)


@extend_schema_field(ReferenceShape)
class FindingReference(ReferenceField):
    """A finding under the number this reader knows it by."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(name="title", **kwargs)

    def get_attribute(self, instance: Any) -> Any:
        if not getattr(instance, f"sees_{self.field_name}", False) or instance.finding is None:
            return None
        finding: Finding = instance.finding
        number = finding.code if instance.knows_finding else str(finding.feedback_number)
        return shape(finding.pk, number, finding.title)


def only_by_feedback_list(user: Any) -> bool:
    """True for a reader to whom no finding shows its office number."""
    return scope_of(Finding).q(user, "finding.view", without=[Role.BO]) == NOTHING
