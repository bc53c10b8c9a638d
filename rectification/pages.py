"""This app's pages in the navigation."""

from config.lib.navigation import Entry, register


def register_all() -> None:
    """Called once, when the app is ready."""
    register(
        Entry("整改", "整改任务", "rectification:tasks", "task.view"),
        Entry("整改", "专项治理建议", "rectification:recommendations", "recommendation.view"),
        Entry("整改", "市级交办事项", "rectification:matters", "matter.view"),
    )
