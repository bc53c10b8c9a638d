"""What this app puts on a workbench: what is late or due soon, for whoever must act."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Min
from django.urls import reverse

from config.lib.links import detail
from config.lib.todo import Todo
from rectification.choices import ProgressState, TaskState
from rectification.models import AssignedMatter, GovernanceRecommendation, RectificationTask

HORIZON = timedelta(days=30)
LINES = 3


def own_tasks(user: Any, today: date) -> Iterable[Todo]:
    """The inspected organisation's own tasks: the first few by due date, the rest as one line."""
    if not user.access.can("task.submit"):
        return
    waiting = RectificationTask.objects.visible_to(user, "task.submit").filter(
        state__in=[TaskState.OPEN, TaskState.RETURNED], due_on__lte=today + HORIZON
    )
    rows = list(waiting.order_by("due_on", "code")[: LINES + 1])
    for task in rows[:LINES]:
        url = detail("rectification:task", task.pk)
        yield Todo(f"整改任务 {task.code}", url, task.due_on, TaskState(task.state).label, "办理")
    if len(rows) > LINES:
        yield Todo("其余到期的整改任务", f"{reverse('rectification:tasks')}?overdue=true", rows[LINES].due_on)


def tasks_to_verify(user: Any, today: date) -> Iterable[Todo]:
    """What the county office has to verify, and what is late in its county."""
    if not user.access.can("task.clear"):
        return
    mine = RectificationTask.objects.visible_to(user, "task.clear")
    for state, title, button in (
        (TaskState.SUBMITTED, "已交账，待核验", "核验"),
        (TaskState.OPEN, "逾期未交账", "督促"),
    ):
        late = (
            mine.filter(state=state, due_on__lt=today)
            if state == TaskState.OPEN
            else mine.filter(state=state)
        )
        found = late.aggregate(n=Count("pk"), first=Min("due_on"))
        if found["n"]:
            query = "overdue=true" if state == TaskState.OPEN else f"state={state.value}"
            url = f"{reverse('rectification:tasks')}?{query}"
            yield Todo(f"{found['n']} 项整改任务{title}", url, found["first"], "最早时限如左", button)


def county_items(user: Any, today: date) -> Iterable[Todo]:
    """Recommendations and matters of the county that are open and due."""
    for model, action, name, title in (
        (GovernanceRecommendation, "recommendation.respond", "rectification:recommendation", "专项治理建议"),
        (AssignedMatter, "matter.progress", "rectification:matter", "市级交办事项"),
    ):
        if user.access.can(action):
            open_ones = model.objects.visible_to(user, action).filter(  # type: ignore[attr-defined]
                state=ProgressState.OPEN, due_on__isnull=False
            )
            for row in open_ones.order_by("due_on", "code")[:LINES]:
                yield Todo(f"{title} {row.code}", detail(name, row.pk), row.due_on, row.title, "办理")
