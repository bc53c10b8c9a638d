"""发现问题 in the API."""

from typing import Any

from django.db.models import QuerySet

from accounts import stepup
from accounts.choices import Role
from config.lib.api_views import ScopedViewSet
from inspections.api.fields import only_by_feedback_list, with_round_number
from inspections.api.filters import FindingFilter
from inspections.api.serializers.findings import FindingSerializer
from inspections.models import Finding

# Inspected organisations and county bodies see a finding after feedback, not who signed it on the way.
OUTSIDE = (Role.BO, Role.XO, Role.XL, Role.OD, Role.XD, Role.CD)


class FindingViewSet(ScopedViewSet):
    """发现问题."""

    model = Finding
    serializer_class = FindingSerializer
    filterset_class = FindingFilter
    access_actions = {"list": "finding.view", "retrieve": "finding.view"}
    references = {
        "round": "round.view",
        "county": "org.view_tree",
        "organization": "org.view_tree",
        "assignment": "assignment.view",
        "category": "round.view",
    }
    orderings = {"code": ("code",), "found_on": ("found_on",), "amount": ("amount",)}

    def orderings_for(self, user: Any) -> dict[str, tuple[str, ...]]:
        """By the number that the reader knows."""
        if only_by_feedback_list(user):
            return {**self.orderings, "code": ("feedback_number",)}
        return dict(self.orderings)

    def shown(self, rows: Any, user: Any) -> QuerySet:
        """The rights that decide on number, source and signatures."""
        closed = stepup.closed_modifier()
        return (
            with_round_number(rows, user)
            .select_related("drafted_by", "checked_by", "signed_by")
            .with_right("sees_code", user, "finding.view", without=[Role.BO])
            .with_right("sees_signatures", user, "finding.view", without=OUTSIDE)
            .with_right("sees_source", user, "finding.view_source", without_modifier=closed)
        )
