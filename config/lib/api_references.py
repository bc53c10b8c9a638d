"""References between objects in the API: shown as ``{id, code, name}``, written and filtered by id or by number.

A reference to an object the reader may not see is null, and naming one finds nothing, like a missing one.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.db.models import Model, Q, QuerySet
from drf_spectacular.utils import extend_schema_field, inline_serializer
from rest_framework import serializers

NOT_THERE = "不存在，或您不能使用。"

# (user, number) -> the rows of that number, as far as this reader may know numbers
ByNumber = Callable[[Any, str], Q]

_by_number: dict[type[Model], ByNumber] = {}


def declare_number(model: type[Model], by_number: ByNumber) -> None:
    """Say how rows of `model` are found by number where it is not simply `code`."""
    _by_number[model] = by_number


def numbered(model: type[Model], user: Any, number: str) -> Q:
    """The condition that finds rows of `model` by the number this reader knows them by."""
    rule = _by_number.get(model)
    return rule(user, number) if rule else Q(code=number)


def as_uuid(value: str) -> uuid.UUID | None:
    """The id in its one form; None for anything else."""
    try:
        return uuid.UUID(value)
    except ValueError:
        return None


def find(model: type[Model], user: Any, value: str, action: str | None = None) -> QuerySet:
    """The visible rows named by an id or a number: none, one, or (numbers of feedback lists) several."""
    key = as_uuid(value)
    condition = numbered(model, user, value) if key is None else Q(pk=key)
    return model._default_manager.visible_to(user, action).filter(condition)  # type: ignore[attr-defined]


ReferenceShape = inline_serializer(
    "Reference",
    fields={
        "id": serializers.UUIDField(),
        "code": serializers.CharField(allow_null=True),
        "name": serializers.CharField(),
    },
    allow_null=True,
)


def shape(key: Any, code: str | None, name: str) -> dict[str, Any]:
    """A reference as every answer shows it."""
    return {"id": str(key), "code": code, "name": name}


@extend_schema_field(ReferenceShape)
class ReferenceField(serializers.Field):
    """A foreign key of the row.

    Shown where the annotation ``sees_<field>`` of the row is true (`config.lib.api_views.ScopedViewSet`
    makes it from the viewset's `references`); `code_right` names a second annotation that guards the number.
    Writable with `model`: an id, a number, or an object with one of them.
    """

    def __init__(
        self,
        *,
        code: str = "code",
        name: str = "name",
        model: type[Model] | None = None,
        code_right: str = "",
        **kwargs: Any,
    ) -> None:
        self.code, self.name, self.model, self.code_right = code, name, model, code_right
        kwargs.setdefault("read_only", model is None)
        super().__init__(**kwargs)

    def get_attribute(self, instance: Any) -> Any:
        """The related object, or None where the reader may not see it."""
        if not getattr(instance, f"sees_{self.field_name}", False):
            return None
        related = getattr(instance, str(self.source))
        if related is not None and self.code_right and not getattr(instance, self.code_right):
            return shape(related.pk, None, getattr(related, self.name))
        return related

    def to_representation(self, value: Any) -> dict[str, Any]:
        if isinstance(value, dict):
            return value
        return shape(value.pk, getattr(value, self.code), getattr(value, self.name))

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict):
            data = data.get("id") or data.get("code")
        if not isinstance(data, str) or not data or self.model is None:
            raise serializers.ValidationError(NOT_THERE)
        found = find(self.model, self.context["request"].user, data)[:2]
        if len(found) != 1:
            raise serializers.ValidationError(NOT_THERE)
        return found[0]
