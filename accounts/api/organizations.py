"""机构 in the API."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from rest_framework import serializers

from accounts.choices import OrganizationKind
from accounts.models import Organization
from config.lib.api_fields import CodeField, LabelField
from config.lib.api_filters import ApiFilterSet, CodeFilter, ReferenceFilter
from config.lib.api_references import ReferenceField, find
from config.lib.api_views import ScopedViewSet
from config.lib.filters import WordsFilter


class OrganizationFilter(ApiFilterSet):
    """By number, kind, county, parent and words."""

    search = WordsFilter(texts=("name", "pinyin"))
    name = django_filters.CharFilter()
    kind = CodeFilter(OrganizationKind)
    county = ReferenceFilter(Organization)
    parent = django_filters.CharFilter(method="by_parent")

    class Meta:
        model = Organization
        fields: list[str] = []

    def by_parent(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Direct children of one visible organisation."""
        parent = find(Organization, self.request.user, value).first()
        if parent is None:
            return queryset.none()
        return queryset.filter(path__startswith=parent.path, depth=parent.depth + 1)


class OrganizationSerializer(serializers.ModelSerializer):
    """A node of the tree. `county` is null for the city and its bodies, and where the reader may not see it."""

    kind = CodeField(OrganizationKind, read_only=True)
    kind_label = LabelField(OrganizationKind, source="kind")
    parent = ReferenceField()
    county = ReferenceField()

    class Meta:
        model = Organization
        fields = ["id", "code", "name", "kind", "kind_label", "division_code", "parent", "county"]
        read_only_fields = fields


class OrganizationViewSet(ScopedViewSet):
    """机构: the tree, as far as the reader may see it."""

    model = Organization
    serializer_class = OrganizationSerializer
    filterset_class = OrganizationFilter
    access_actions = {"list": "org.view_tree", "retrieve": "org.view_tree"}
    references = {"county": "org.view_tree"}
    orderings = {"code": ("code",), "name": ("name",)}

    def paginate_queryset(self, queryset: Any) -> Any:
        """One page with the parents of its rows."""
        return self._with_parents(super().paginate_queryset(queryset))

    def get_object(self) -> Any:
        """One organisation with its parent."""
        return self._with_parents([super().get_object()])[0]

    def _with_parents(self, rows: Any) -> Any:
        above = {row.path[: -row.steplen] for row in rows}
        seen = Organization.objects.visible_to(self.request.user).filter(path__in=above)
        parents = {parent.path: parent for parent in seen}
        for row in rows:
            row.parent = parents.get(row.path[: -row.steplen])
            row.sees_parent = True
        return rows
