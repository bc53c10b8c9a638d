"""Fields that all serializers of the API share."""

from __future__ import annotations

from typing import Any

from django.db import models
from rest_framework import serializers

from config.lib.choices import by_label

UNKNOWN_FIELD = "没有这个字段，或它不能由您写入。"


class CodeField(serializers.ChoiceField):
    """An enumeration: its code out; its code or its Chinese label in. Empty is null."""

    def __init__(self, choices: type[models.TextChoices], **kwargs: Any) -> None:
        self.labels = by_label(choices)
        super().__init__(choices=choices.choices, **kwargs)

    def to_representation(self, value: Any) -> Any:
        return str(value) if value else None

    def to_internal_value(self, data: Any) -> Any:
        return super().to_internal_value(self.labels.get(data, data) if isinstance(data, str) else data)


class LabelField(serializers.CharField):
    """The Chinese label beside a code; null where there is none."""

    def __init__(self, choices: type[models.TextChoices], **kwargs: Any) -> None:
        self.texts = {value: str(label) for value, label in choices.choices}
        super().__init__(read_only=True, allow_null=True, **kwargs)

    def to_representation(self, value: Any) -> Any:
        return self.texts.get(value)


class StrictSerializer(serializers.ModelSerializer):
    """Refuses what it does not know: a field that is not offered for writing is a 400, never ignored (AC-16)."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict):
            writable = {name for name, one in self.fields.items() if not one.read_only}
            unknown = sorted(set(data) - writable)
            if unknown:
                raise serializers.ValidationError({name: [UNKNOWN_FIELD] for name in unknown})
        return super().to_internal_value(data)
