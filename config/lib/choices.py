"""Choices that carry their label and their badge colour in one place."""

from django.db import models


class BadgedChoices(models.TextChoices):
    """A text choice written as ``NAME = value, badge, label``.

    `badge` is one of ok, warn, late, info, idle (the classes of `static/css/theme.css`).
    """

    badge: str

    def __new__(cls, value: str, badge: str = "idle") -> "BadgedChoices":
        member = str.__new__(cls, value)
        member._value_ = value
        member.badge = badge
        return member


def by_label(choices: type[models.TextChoices]) -> dict[str, str]:
    """Label -> value, as the office's workbook and Chinese filters name a choice."""
    return {str(label): value for value, label in choices.choices}
