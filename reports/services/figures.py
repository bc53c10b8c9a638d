"""Keeping the summary rows equal to what they sum, in the transaction of every change.

One statement deletes and one inserts per kind of row, whatever the number of findings: the database groups.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count, DecimalField, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from clues.models import Clue, Recovery, Sanction
from inspections.choices import FindingState
from inspections.models import Assignment, Finding
from rectification.choices import TaskState
from rectification.models import RectificationTask
from reports.models import AssignmentFigures, CategoryFigures, ClueFigures


def refresh(*, assignment_ids: Iterable[UUID] | None) -> None:
    """Recompute the rows of these assignments; None means all."""
    chosen = None if assignment_ids is None else list(assignment_ids)
    _replace(AssignmentFigures, _assignment_rows(chosen), chosen)
    _replace(CategoryFigures, _category_rows(chosen), chosen)
    _replace(ClueFigures, _clue_rows(chosen), chosen)


def _replace(model: Any, rows: Iterable[Any], chosen: list[UUID] | None) -> None:
    kept = model.objects.all() if chosen is None else model.objects.filter(assignment__in=chosen)
    kept.delete()
    model.objects.bulk_create(rows)


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


def _category_rows(chosen: list[UUID] | None) -> list[CategoryFigures]:
    grouped = (
        _below(Finding.objects.confirmed(), chosen)
        .order_by()
        .values("assignment_id", "category_id")
        .annotate(findings=Count("pk"), fed_back=Count("pk", filter=Q(state=FindingState.FED_BACK)))
    )
    return [CategoryFigures(**row) for row in grouped]


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
