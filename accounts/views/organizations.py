"""机构: the tree and the page of one organisation."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.access import access
from accounts.choices import OrganizationKind
from accounts.models import Organization
from config.lib.details import Fact, Link
from config.lib.fetch import get_visible_or_404
from config.lib.links import detail
from config.lib.panels import panels_for

# Searching a tree of thousands shows the first hits; more words narrow it.
SHOWN_HITS = 100
SHOWN_OPTIONS = 12


@access("org.view_tree")
@require_GET
def organizations(request: HttpRequest) -> HttpResponse:
    """The tree, a level at a time: ``?under=<id>`` answers the branch below a node (loaded when it is opened)."""
    visible = Organization.objects.visible_to(request.user)
    under = request.GET.get("under", "")
    if under:
        parent = get_visible_or_404(Organization, request.user, _uuid(under))
        nodes = visible.filter(path__startswith=parent.path, depth=parent.depth + 1)
        return render(request, "accounts/_organizations.html", {"nodes": _nodes(nodes)})
    words = request.GET.get("search", "").strip()
    if words:
        nodes = [{**node, "children": False} for node in _nodes(_named(visible, words)[:SHOWN_HITS])]
    else:
        nodes = _top(visible)
    context = {"title": "机构", "nodes": nodes, "search": words, "limit": SHOWN_HITS}
    return render(request, "accounts/organizations.html", context)


def _top(visible: Any) -> list[dict[str, Any]]:
    """The first level the reader may see; a single root is shown opened."""
    depth = visible.order_by("depth").values_list("depth", flat=True).first()
    tops = list(visible.filter(depth=depth).order_by("path")) if depth else []
    nodes = _nodes(tops)
    if len(tops) == 1 and tops[0].numchild:
        below = visible.filter(path__startswith=tops[0].path, depth=tops[0].depth + 1).order_by("path")
        nodes[0]["below"] = _nodes(below)
    return nodes


def _named(visible: Any, words: str) -> Any:
    """Organisations by name, code or sound."""
    found = visible.filter(name__icontains=words) | visible.filter(code__istartswith=words)
    return (found | visible.filter(pinyin__contains=words.lower())).order_by("path")


@access("org.view_tree")
@require_GET
def organization_options(request: HttpRequest) -> HttpResponse:
    """What a picker offers for the words typed so far: ``<option>`` lines, code first."""
    words = next((value.strip() for value in request.GET.values() if value.strip()), "")
    visible = Organization.objects.visible_to(request.user)
    found = _named(visible, words)[:SHOWN_OPTIONS] if words else []
    return render(request, "accounts/_organization_options.html", {"options": found})


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def _nodes(rows: Any) -> list[dict[str, Any]]:
    return [
        {
            "id": str(row.pk),
            "label": row.name,
            "url": detail("accounts:organization", row.pk),
            "note": f"{OrganizationKind(row.kind).label} · {row.code}",
            "children": row.numchild > 0,
            "below": [],
        }
        for row in rows
    ]


@access("org.view_tree")
@require_GET
def organization(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One organisation: where it stands, and what this reader may see of what happened in it."""
    found = get_visible_or_404(Organization, request.user, pk, Organization.objects.select_related("county"))
    above = Organization.objects.visible_to(request.user).filter(
        path__in=[found.path[:end] for end in range(found.steplen, len(found.path), found.steplen)]
    )
    below = Organization.objects.visible_to(request.user).filter(
        path__startswith=found.path, depth=found.depth + 1
    )
    context = {
        "title": found.name,
        "number": found.code,
        "heading": found.name,
        "state": OrganizationKind(found.kind),
        "chain": [
            *(Link(one.name, detail("accounts:organization", one.pk)) for one in above.order_by("path")),
            Link(found.name, current=True),
        ],
        "facts": [
            Fact("类别", OrganizationKind(found.kind).label),
            Fact("编码", found.code),
            Fact("所属县区", found.county.name if found.county else "市本级"),
            Fact("行政区划代码", found.division_code),
        ],
        "history": [],
        "nodes": _nodes(below.order_by("path")[:SHOWN_HITS]),
        "panels": list(panels_for("accounts:organization", request, found)),
    }
    return render(request, "accounts/organization.html", context)
