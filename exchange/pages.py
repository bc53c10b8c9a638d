"""This app's pages in the navigation."""

from config.lib.navigation import Entry, register


def register_all() -> None:
    """Called once, when the app is ready."""
    register(
        Entry("数据交换", "导入工作簿", "exchange:import", "workbook.import"),
        Entry("数据交换", "导出", "exchange:export", "export_artifact.download"),
    )
