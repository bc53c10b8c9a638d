"""This app's pages in the navigation."""

from config.lib.navigation import Entry, register


def register_all() -> None:
    """Called once, when the app is ready."""
    register(
        Entry("", "工作台", "workbench", "workbench.view"),
        Entry("管理", "机构", "accounts:organizations", "org.view_tree"),
        Entry("管理", "账号", "accounts:users", "user.list"),
        Entry("管理", "后台工作", "accounts:jobs", "health.view"),
        Entry("管理", "审计记录", "accounts:audit", "audit.list"),
    )
