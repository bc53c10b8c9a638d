"""This app's pages in the navigation, and its rounds in the switcher."""

from config.lib.navigation import Entry, register, register_rounds
from inspections import options


def register_all() -> None:
    """Called once, when the app is ready."""
    register(
        Entry("巡察", "巡察轮次", "inspections:rounds", "round.view"),
        Entry("巡察", "组织单元", "inspections:deployments", "deployment.view"),
        Entry("巡察", "巡察组", "inspections:teams", "team.view"),
        Entry("巡察", "人才库", "inspections:inspectors", "inspector.view"),
        Entry("巡察", "巡察任务", "inspections:assignments", "assignment.view"),
        Entry("巡察", "发现问题", "inspections:findings", "finding.view"),
    )
    register_rounds(options.rounds)
