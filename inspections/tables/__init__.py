from inspections.tables.assignment import ASSIGNMENTS
from inspections.tables.deployment import DEPLOYMENTS
from inspections.tables.finding import FINDINGS
from inspections.tables.inspector import INSPECTORS
from inspections.tables.round import ROUNDS
from inspections.tables.team import TEAMS

__all__ = ["ASSIGNMENTS", "DEPLOYMENTS", "FINDINGS", "INSPECTORS", "ROUNDS", "TEAMS"]
