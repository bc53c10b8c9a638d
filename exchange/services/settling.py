"""What follows from rows that were imported: states of rounds, numbers of findings fed back, figures and search."""

from uuid import UUID

from django.db.models import Count, Max, Q

from accounts.models import Organization
from clues.models import Clue, Recovery, Sanction
from config.lib import bulk, hooks
from exchange.plans import Plan
from exchange.plans.places import COLUMNS as ORGANIZATION_COLUMNS
from inspections.choices import AssignmentState, FindingState, RoundState
from inspections.models import Assignment, Finding, InspectionRound, Inspector
from rectification.choices import TaskState
from rectification.models import AssignedMatter, GovernanceRecommendation, RectificationTask

# A round is never ahead of its last assignment.
ROUND_STATE = {
    AssignmentState.PREPARING: RoundState.PREPARING,
    AssignmentState.ON_SITE: RoundState.ON_SITE,
    AssignmentState.REPORTING: RoundState.REPORTING,
    AssignmentState.FED_BACK: RoundState.FEEDBACK,
    AssignmentState.CLOSED: RoundState.FEEDBACK,
}
ORDER = list(ROUND_STATE)
OPEN_TASKS = (TaskState.OPEN, TaskState.SUBMITTED, TaskState.RETURNED, TaskState.CONTINUING)
SEARCHED = (
    Organization,
    Inspector,
    InspectionRound,
    Finding,
    RectificationTask,
    GovernanceRecommendation,
    AssignedMatter,
)
# Beyond this many rows one pass over all is cheaper than naming them.
NAMED_ROWS = 500


def settle(plan: Plan) -> None:
    """Bring everything that depends on the written rows up to date, in the same transaction."""
    _feed_back_the_rest()
    _move_places(plan)
    _settle_rounds()
    _announce(plan)


def _feed_back_the_rest() -> None:
    """Findings imported earlier, whose assignment's feedback date came with this file alone."""
    waiting = Finding.objects.filter(
        imported=True, state=FindingState.CONFIRMED, assignment__feedback_on__isnull=False
    ).order_by("assignment", "code")
    rows = list(waiting.values_list("id", "assignment_id"))
    if not rows:
        return
    numbered = Finding.objects.filter(feedback_number__isnull=False).order_by().values("assignment")
    last = dict(numbered.annotate(last=Max("feedback_number")).values_list("assignment", "last"))
    changes = []
    for pk, assignment in rows:
        last[assignment] = last.get(assignment, 0) + 1
        changes.append((pk, FindingState.FED_BACK.value, last[assignment]))
    bulk.update(Finding, ("id", "state", "feedback_number"), changes)


def _move_places(plan: Plan) -> None:
    """Where an organisation now lies in another county, what happened in it moves along."""
    county = ORGANIZATION_COLUMNS.index("county_id")
    if not any(row[county] for step in plan.steps if step.model is Organization for row in step.changed):
        return
    for model, path in (
        (Assignment, "organization"),
        (Finding, "organization"),
        (Clue, "organization"),
        (RectificationTask, "inspected"),
        (GovernanceRecommendation, "addressee"),
        (AssignedMatter, "addressee"),
    ):
        rows = model._default_manager.order_by().values_list("id", f"{path}__county", "county")
        moved = [(pk, wanted) for pk, wanted, now in rows.iterator(10_000) if wanted != now]
        if moved:
            bulk.update(model, ("id", "county_id"), moved)


def _settle_rounds() -> None:
    """The state that the sheets imply; what was closed in the product stays closed."""
    ranks = [Count("assignments", filter=Q(assignments__state=state)) for state in ORDER]
    rounds = (
        InspectionRound.objects.filter(imported=True)
        .exclude(state__in=[RoundState.CLOSED, RoundState.ARCHIVED])
        .annotate(**{f"n{position}": rank for position, rank in enumerate(ranks)})
    )
    open_tasks = (
        RectificationTask.objects.filter(state__in=OPEN_TASKS).order_by().values_list("round").distinct()
    )
    rectifying: set[UUID] = {pk for (pk,) in open_tasks}
    changes = []
    for one in rounds:
        least = next(
            (state for n, state in enumerate(ORDER) if getattr(one, f"n{n}")), AssignmentState.PREPARING
        )
        state = RoundState.RECTIFYING if one.pk in rectifying else ROUND_STATE[least]
        if state != one.state:
            changes.append((one.pk, state.value))
    if changes:
        bulk.update(InspectionRound, ("id", "state"), changes)


def _announce(plan: Plan) -> None:
    if any(
        plan.changed_ids(model)
        for model in (Assignment, Finding, Clue, RectificationTask, Sanction, Recovery)
    ):
        hooks.announce("assignments.changed", assignment_ids=None)
    for model in SEARCHED:
        ids = plan.changed_ids(model)
        if ids:
            hooks.announce("texts.changed", model=model, ids=list(ids) if len(ids) <= NAMED_ROWS else None)
