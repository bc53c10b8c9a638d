"""This app's pages in the navigation."""

from config.lib.navigation import Entry, register


def register_all() -> None:
    """Called once, when the app is ready."""
    register(Entry("线索", "问题线索", "clues:clues", "clue.list"))
