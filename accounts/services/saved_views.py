"""保存的视图: keep and remove filters of lists."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts import audit
from accounts.models import SavedView, User

NAME_LENGTH, QUERY_LENGTH = 60, 2000


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
