"""The path round > deployment > team > organisation, as far as the reader may know it.

`with_chain_rights` marks on each row what may be told; `chain` builds the path from the marks, so the page pays
one query for all of them.
"""

from typing import Any

from django.db.models import QuerySet

from config.lib.details import Link
from config.lib.links import detail


def with_chain_rights(rows: QuerySet, user: Any, prefix: str = "") -> QuerySet:
    """Rows with the joins and rights of their chain. `prefix` leads to the assignment, '' for assignments."""
    at = f"{prefix}__" if prefix else ""
    return (
        rows.select_related(f"{at}round", f"{at}deployment", f"{at}team", f"{at}organization")
        .with_right("sees_round", user, "round.view", through=f"{at}round")  # type: ignore[attr-defined]
        .with_right("sees_deployment", user, "deployment.view", through=f"{at}deployment")
        .with_right("sees_team", user, "team.view", through=f"{at}team")
        .with_right("sees_organization", user, "org.view_tree", through=f"{at}organization")
        .with_right("sees_assignment", user, "assignment.view", through=prefix)
    )


def chain(row: Any, assignment: Any, *further: Link) -> list[Link]:
    """The path of `row` (marked by `with_chain_rights`) down to `further`."""
    path = []
    if row.sees_round:
        path.append(Link(assignment.round.name, detail("inspections:round", assignment.round_id)))
    if row.sees_deployment:
        path.append(
            Link(assignment.deployment.name, detail("inspections:deployment", assignment.deployment_id))
        )
    if row.sees_team:
        path.append(Link(assignment.team.name, detail("inspections:team", assignment.team_id)))
    name = assignment.organization.name
    if row.sees_assignment:
        path.append(Link(name, detail("inspections:assignment", assignment.pk)))
    else:
        path.append(Link(name))
    return [*path, *further]
