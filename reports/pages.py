"""This app's pages in the navigation."""

from config.lib.navigation import Entry, register
from reports.scope import DASHBOARDS


def register_all() -> None:
    """Called once, when the app is ready."""
    register(
        Entry("成果", "看板", "reports:board", DASHBOARDS),
        Entry("成果", "县级巡察基线", "reports:baselines", "dashboard.city"),
    )
