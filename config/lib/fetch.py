"""How a view gets its object: only what the reader may see, and 404 for everything else alike."""

from typing import Any

from django.db.models import Model, QuerySet
from django.http import Http404


def get_visible_or_404(model: type[Model], user: Any, pk: Any, rows: QuerySet | None = None) -> Any:
    """The object, if `user` may see it; Http404 otherwise, whether it is foreign or missing (AC-04).

    `rows` may bring the joins and rights that the page needs; the scope is applied to it here.
    """
    queryset: Any = model._default_manager.all() if rows is None else rows
    found = queryset.visible_to(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
