"""What the reader may choose from in filters: the rounds, counties and categories that he may see."""

from typing import Any

from accounts.models import Organization
from config.lib.filters import Option, once_per_request
from inspections.models import FindingCategory, InspectionRound


@once_per_request("rounds")
def rounds(request: Any) -> list[Option]:
    """Visible rounds, newest first."""
    found = InspectionRound.objects.visible_to(request.user).order_by("-starts_on", "code")
    return [(code, name, pk) for pk, code, name in found.values_list("pk", "code", "name")]


@once_per_request("counties")
def counties(request: Any) -> list[Option]:
    """Visible counties by code; empty for a reader of a single organisation."""
    found = Organization.objects.visible_to(request.user).counties()
    return [(code, name, pk) for pk, code, name in found.values_list("pk", "code", "name")]


@once_per_request("categories")
def categories(request: Any) -> list[Option]:
    """Categories of the visible rounds by their full label; the same label of several rounds is one choice."""
    visible = FindingCategory.objects.visible_to(request.user).filter(parent__isnull=False)
    labels = visible.order_by("label").values_list("label", flat=True).distinct()
    return [(label, label, label) for label in labels]
