"""The one shape of a resource: rows of `visible_to`, rights per row, filters, ordering, pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Model, QuerySet
from django.http import Http404
from rest_framework import mixins, serializers, status
from rest_framework.exceptions import MethodNotAllowed
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.lib import acts
from config.lib.api_filters import StrictFilters, StrictOrdering
from config.lib.api_references import as_uuid
from config.lib.workflow import available_steps


class StepShape(serializers.Serializer):
    """A step that is open to the caller."""

    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field named as an attribute of fields


class ScopedViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, GenericViewSet):
    """A resource that is read.

    `access_actions` names one action of the policy per action of the viewset; the rows are those the reader
    holds that action on. `references` maps a field that is a foreign key to the action that opens its target;
    `orderings` maps a name in ``?ordering=`` to indexed columns.
    """

    model: type[Model]
    access_actions: dict[str, str] = {}
    references: Mapping[str, str] = {}
    orderings: Mapping[str, tuple[str, ...]] = {"code": ("code",)}
    ordering = "code"
    filter_backends = [StrictFilters, StrictOrdering]

    def get_queryset(self) -> QuerySet:
        """The visible rows with joins and the rights that decide on their fields."""
        if getattr(self, "swagger_fake_view", False):
            return self.model._default_manager.none()
        reading = self.access_actions["list" if self.action == "list" else "retrieve"]
        rows: Any = self.model._default_manager.visible_to(self.request.user, reading)  # type: ignore[attr-defined]
        for name, action in self.references.items():
            rows = rows.with_right(f"sees_{name}", self.request.user, action, through=name)
        return self.shown(rows.select_related(*self.references), self.request.user)

    def shown(self, rows: Any, user: Any) -> QuerySet:
        """What this resource adds: joins, rights on single fields."""
        return rows

    def orderings_for(self, user: Any) -> Mapping[str, tuple[str, ...]]:
        """The orderings this reader may ask for."""
        return self.orderings

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Filters are for lists; a detail is what it is."""
        return super().filter_queryset(queryset) if self.action == "list" else queryset

    def get_object(self) -> Any:
        """The visible row of the address; 404 for what is foreign, missing or no id at all, all alike."""
        key = as_uuid(self.kwargs["pk"])
        found = None if key is None else self.get_queryset().filter(pk=key).first()
        if found is None:
            raise Http404
        return found

    def retrieve(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """One object, with the steps open to the caller."""
        return Response(self.full(self.get_object()))

    def full(self, row: Any) -> dict[str, Any]:
        """A row as a detail answers it."""
        steps = [{"name": step.name, "label": step.label} for step in available_steps(row, self.request.user)]
        return {**self.get_serializer(row).data, "available_steps": steps}


class WritableViewSet(ScopedViewSet):
    """A resource that is also written, each act by one service (`create_row`, `update_row`)."""

    write_serializer_class: type[serializers.Serializer]

    def get_serializer_class(self) -> type[serializers.BaseSerializer]:
        """What is written has a shape of its own: everything else is refused."""
        writing = self.action in ("create", "update", "partial_update")
        return self.write_serializer_class if writing else super().get_serializer_class()

    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Make one; answers the whole object."""
        data = self._checked(request)
        return self._answer(self.create_row(data), status.HTTP_201_CREATED)

    def update(self, request: Request, *args: Any, partial: bool = False, **kwargs: Any) -> Response:
        """Change one as a whole."""
        row = self.get_object()
        acts.demand(row, request.user, self.access_actions[self.action])
        return self._answer(self.update_row(row, self._checked(request, row, partial)), status.HTTP_200_OK)

    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Change some fields of one."""
        return self.update(request, *args, partial=True, **kwargs)

    def _checked(self, request: Request, row: Any = None, partial: bool = False) -> dict[str, Any]:
        serializer = self.get_serializer(row, data=request.data, partial=partial)
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)

    def _answer(self, row: Any, code: int) -> Response:
        self.action = "retrieve"  # from here on the answer is a detail like any other
        return Response(self.full(self.get_queryset().get(pk=row.pk)), status=code)

    def create_row(self, data: dict[str, Any]) -> Any:
        """Call the service that makes one."""
        raise MethodNotAllowed("POST")

    def update_row(self, row: Any, data: dict[str, Any]) -> Any:
        """Call the service that changes one."""
        raise MethodNotAllowed("PATCH")


class DeletableViewSet(WritableViewSet):
    """A resource that may also be deleted while nothing stands on it (`delete_row`)."""

    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Delete one that nothing stands on yet."""
        self.delete_row(self.get_object())
        return Response(status=status.HTTP_204_NO_CONTENT)

    def delete_row(self, row: Any) -> None:
        """Call the service that deletes one."""
        raise MethodNotAllowed("DELETE")
