"""Keeping the summary rows equal to what they sum, in the transaction of every change.

One statement deletes and one inserts per kind of row, whatever the number of findings: the database groups.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import AutoField, Count, DecimalField, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from clues.models import Clue, Recovery, Sanction
from config.lib import bulk
from inspections.choices import FindingState
from inspections.models import Assignment, Finding
from rectification.choices import TaskState
from rectification.models import RectificationTask
from reports.models import AssignmentFigures, CategoryFigures, ClueFigures


def refresh(*, assignment_ids: Iterable[UUID] | None) -> None:
    """Recompute the rows of these assignments; None means all."""
    chosen = None if assignment_ids is None else list(assignment_ids)
    _replace(AssignmentFigures, _assignment_rows(chosen), chosen)
    _kept(CategoryFigures, chosen).delete()
    bulk.insert_from(
        CategoryFigures, ("assignment_id", "category_id", "findings", "fed_back"), _categories(chosen)
    )
    _replace(ClueFigures, _clue_rows(chosen), chosen)


def _replace(model: Any, rows: Iterable[Any], chosen: list[UUID] | None) -> None:
    _kept(model, chosen).delete()
    columns = _columns(model)
    bulk.insert(model, columns, (_values(row, columns) for row in rows))


def _kept(model: Any, chosen: list[UUID] | None) -> QuerySet:
    return _below(model._default_manager.all(), chosen)


def differences() -> dict[str, int]:
    """Model -> summary rows that differ from what they sum, missing and left-over ones included; none when all is well.

    For the operator after a restore or a repair by hand (`refresh_figures --check`).
    """
    found = {}
    for model, rows in (
        (AssignmentFigures, _assignment_rows(None)),
        (CategoryFigures, [CategoryFigures(**row) for row in _categories(None)]),
        (ClueFigures, _clue_rows(None)),
    ):
        columns = _columns(model)
        kept = Counter(_values(row, columns) for row in model._default_manager.all())
        right = Counter(_values(row, columns) for row in rows)
        found[model.__name__] = ((kept - right) + (right - kept)).total()
    return {name: number for name, number in found.items() if number}


def _columns(model: Any) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields if not isinstance(field, AutoField)]


def _values(row: Any, columns: list[str]) -> tuple[Any, ...]:
    return tuple(getattr(row, column) for column in columns)


def _below(queryset: QuerySet, chosen: list[UUID] | None, lookup: str = "assignment__in") -> QuerySet:
    return queryset if chosen is None else queryset.filter(**{lookup: chosen})


def _assignment_rows(chosen: list[UUID] | None) -> list[AssignmentFigures]:
    findings = {
        row["assignment"]: row
        for row in _below(Finding.objects.confirmed(), chosen)
        .order_by()
        .values("assignment")
        .annotate(findings=Count("pk"), fed_back=Count("pk", filter=Q(state=FindingState.FED_BACK)))
    }
    tasks = {
        row["assignment"]: row
        for row in _below(RectificationTask.objects.all(), chosen)
        .order_by()
        .values("assignment")
        .annotate(tasks=Count("pk"), cleared=Count("pk", filter=Q(state=TaskState.CLEARED)))
    }
    return [
        AssignmentFigures(
            assignment_id=pk,
            findings=findings.get(pk, {}).get("findings", 0),
            fed_back=findings.get(pk, {}).get("fed_back", 0),
            tasks=tasks.get(pk, {}).get("tasks", 0),
            cleared=tasks.get(pk, {}).get("cleared", 0),
        )
        for pk in _below(Assignment.objects.all(), chosen, "pk__in").values_list("pk", flat=True)
    ]


def _categories(chosen: list[UUID] | None) -> QuerySet:
    return (
        _below(Finding.objects.confirmed(), chosen)
        .order_by()
        .values("assignment_id", "category_id")
        .annotate(findings=Count("pk"), fed_back=Count("pk", filter=Q(state=FindingState.FED_BACK)))
    )


def _clue_rows(chosen: list[UUID] | None) -> list[ClueFigures]:
    money = Subquery(
        Recovery.objects.filter(clue=OuterRef("pk"))
        .order_by()
        .values("clue")
        .annotate(s=Sum("amount"))
        .values("s"),
        output_field=DecimalField(max_digits=18, decimal_places=2),
    )
    grouped = (
        _below(Clue.objects.transferred(), chosen)
        .order_by()
        .annotate(money=Coalesce(money, Value(0, output_field=DecimalField(max_digits=18, decimal_places=2))))
        .values("assignment_id", "handler_id")
        .annotate(
            transferred=Count("pk"),
            received=Count("pk", filter=Q(received_on__isnull=False)),
            disposed=Count("pk", filter=Q(disposed_on__isnull=False)),
            filed=Count("pk", filter=Q(filed_on__isnull=False)),
            closed=Count("pk", filter=Q(closed_on__isnull=False)),
            sanctioned=Count("pk", filter=Q(pk__in=Sanction.objects.order_by().values("clue"))),
            recovered=Sum("money"),
        )
    )
    return [ClueFigures(**row) for row in grouped]
