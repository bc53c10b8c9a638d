"""What an import would write: built from the checked file and the database, before anything is written."""

from dataclasses import dataclass, field
from uuid import UUID

from exchange.plans import clues, findings, people, places, rectification, rounds
from exchange.plans.base import Counts, NounPlan, SetPlan
from exchange.reader import Workbook
from exchange.world import World


@dataclass
class Plan:
    """All writes in the order in which they are made, and the counts that the preview shows, by sheet."""

    steps: list[NounPlan | SetPlan] = field(default_factory=list)
    counts: dict[str, Counts] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """True where the file changes nothing."""
        return not any(counts.new or counts.changed for counts in self.counts.values())

    def changed_ids(self, model: type) -> set[UUID]:
        """Keys of the rows of a model that would be written."""
        return {row[0] for step in self.steps if step.model is model for row in (*step.new, *step.changed)}


def build(book: Workbook, world: World) -> Plan:
    """The plan of a file without errors."""
    plan = Plan()
    for module in (places, people, rounds, findings, clues, rectification):
        for step in module.steps(book, world):
            plan.steps.append(step)
            if step.sheet is not None and step.sheet.title in book.tables:
                plan.counts[step.sheet.title] = plan.counts.get(step.sheet.title, Counts()) + step.counts
    return plan
