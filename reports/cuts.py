"""The filters of statistics: round, county, form, kind of organisation, year; nothing else (api.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from django.db.models import Q

from accounts.choices import OrganizationKind
from config.lib.choices import by_label
from inspections.choices import Form

NAMES = ("round", "county", "form", "organization_kind", "year")


class BadCut(Exception):
    """A filter whose value is none; `errors` maps its name to a sentence."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(", ".join(errors))
        self.errors = errors


@dataclass(frozen=True)
class Cut:
    """What to count. Rounds and counties by code or id; what the reader may not see simply counts nothing."""

    round: str = ""
    county: str = ""
    form: str = ""
    organization_kind: str = ""
    year: int | None = None

    @classmethod
    def read(cls, params: Mapping[str, Any]) -> Cut:
        """From the parameters of an address. Raises BadCut for a value that is none."""
        errors: dict[str, str] = {}
        form = _choice(params.get("form", ""), Form, "form", errors)
        kind = _choice(params.get("organization_kind", ""), OrganizationKind, "organization_kind", errors)
        year = str(params.get("year", "") or "").strip()
        if year and not (year.isascii() and year.isdigit() and len(year) == 4):
            errors["year"] = "请填写四位数的年份。"
        if errors:
            raise BadCut(errors)
        place = {name: str(params.get(name, "") or "").strip() for name in ("round", "county")}
        return cls(form=form, organization_kind=kind, year=int(year) if year else None, **place)

    @property
    def set_names(self) -> list[str]:
        """The filters that are set."""
        return [field.name for field in fields(self) if getattr(self, field.name)]

    def q(self, prefix: str = "assignment") -> Q:
        """The condition on rows that reach their assignment by `prefix` ('' for assignments themselves)."""
        at = f"{prefix}__" if prefix else ""
        condition = Q()
        if self.round:
            condition &= _named(f"{at}round", self.round)
        if self.county:
            condition &= _named(f"{at}county", self.county)
        if self.form:
            condition &= Q(**{f"{at}form": self.form})
        if self.organization_kind:
            condition &= Q(**{f"{at}organization__kind": self.organization_kind})
        if self.year:
            condition &= Q(**{f"{at}round__year": self.year})
        return condition


def _named(lookup: str, value: str) -> Q:
    try:
        return Q(**{lookup: UUID(value)})
    except ValueError:
        return Q(**{f"{lookup}__code": value})


def _choice(value: Any, choices: Any, name: str, errors: dict[str, str]) -> str:
    text = str(value or "").strip()
    if not text:
        return ""
    labels = by_label(choices)
    if text in labels:
        return labels[text]
    if text not in choices.values:
        errors[name] = f"不在可选范围内：{'、'.join(labels)}。"
    return text
