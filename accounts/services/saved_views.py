"""保存的视图: keep and remove filters of lists."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from accounts import audit
from accounts.models import SavedView, User

NAME_LENGTH, QUERY_LENGTH = 60, 2000


def offered(request: Any, page: str, query: str) -> dict[str, Any]:
    """For the filter bar of a list: the reader's views of it and those shared with him, and where to keep this one."""
    if not request.user.access.can("saved_view.edit"):
        return {}
    rows = SavedView.objects.visible_to(request.user).filter(page=page).order_by("name")
    me = request.user.person_id
    return {
        "saved_views": [
            {
                "name": view.name,
                "url": f"?{view.query}",
                "active": view.query == query,
                "shared": view.shared_with_id is not None,
                "delete_url": reverse("accounts:saved_view_delete", args=[view.pk])
                if view.owner_id == me
                else "",
            }
            for view in rows
        ],
        "save_view_url": reverse("accounts:saved_view_create"),
        "save_view_query": query,
    }


@transaction.atomic
def save(owner: User, *, page: str, name: str, query: str, shared: bool) -> SavedView | None:
    """Keep `query` of list `page` under `name`; the same name again replaces. None where the name does not do.

    Shared means: with the owner's organisation (access.csv, saved_view.edit).
    """
    if not name or len(name) > NAME_LENGTH or len(query) > QUERY_LENGTH:
        return None
    post = owner.access.post
    view, _ = SavedView.objects.update_or_create(
        owner=owner.person,
        page=page[:100],
        name=name,
        defaults={"query": query, "shared_with": post.organization if shared and post else None},
    )
    audit.record(owner, "saved_view.edit", view)
    return view


@transaction.atomic
def delete(view: SavedView, *, actor: User) -> None:
    """Remove a view of one's own. Raises PermissionDenied for a colleague's shared one."""
    if view.owner_id != actor.person_id:
        raise PermissionDenied
    audit.record(actor, "saved_view.delete", view)
    view.delete()
