"""`manage.py load_demo [FILE]`: the demo office on an empty database, with an account for everybody in it."""

import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import Organization, User
from config.lib.data_folder import write_private
from exchange.services import demo
from exchange.services.importing import WorkbookWrong, import_file

SAMPLE = Path(settings.BASE_DIR) / "inspections" / "fixtures" / "kunming-2019.xlsx"
KEPT_IN = "demo-password"
SHOWN = ("co", "co2", "lg", "cd", "sys", "sec", "sec2", "aud")


class Command(BaseCommand):
    """Import a workbook (the sample office by default) and make demo accounts for what is in it."""

    help = "载入演示数据与演示账号（只用于空数据库、demo 档位）"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="工作簿；默认为随附的示例")

    def handle(self, *args: Any, file: Path | None, **options: Any) -> None:
        if settings.SECURITY_PROFILE != "demo":
            raise CommandError("只有 demo 档位可以载入演示账号。/ Demo accounts need the profile demo.")
        if Organization.objects.exists() or User.objects.exists():
            self.stdout.write("数据库已有数据，未载入演示数据。/ The database is not empty; nothing loaded.")
            return
        source = file or (Path(settings.DEMO_WORKBOOK) if settings.DEMO_WORKBOOK else SAMPLE)
        self._import(source)
        password = self._password()
        made, missing = demo.make_accounts(password)
        self._print(made, missing, password)

    def _import(self, source: Path) -> None:
        if not source.is_file():
            raise CommandError(f"找不到工作簿：{source}")
        try:
            report = import_file(source, None)
        except WorkbookWrong as wrong:
            for problem in wrong.report.problems:
                self.stderr.write(f"错误 {problem}")
            raise CommandError(f"工作簿有 {len(wrong.report.problems)} 处错误，未写入任何数据。") from None
        rows = sum(counts.new for counts in report.counts.values())
        self.stdout.write(f"已导入 {rows} 行，提示 {len(report.warnings)} 处（见“数据交换 › 待核问题”）。")

    def _password(self) -> str:
        if settings.DEMO_PASSWORD:
            return str(settings.DEMO_PASSWORD)
        password = secrets.token_urlsafe(9)
        write_private(settings.DATA / KEPT_IN, password)
        return password

    def _print(self, made: list[demo.Demo], missing: list[demo.Missing], password: str) -> None:
        by_name = {account.username: account for account in made}
        self.stdout.write(f"演示账号 {len(made)} 个，密码均为：{password}")
        for name in SHOWN:
            if name in by_name:
                self.stdout.write(f"  {name:<8}{by_name[name].role}")
        rest = [account for account in made if account.username not in SHOWN]
        for prefix, text in (
            ("xo-", "xo- xl- od- xd-<县区编码>  县(市)区巡察办、领导小组、组织部、纪委监委"),
            ("bo-", "bo-<机构编码>  被巡察党组织"),
            ("itl-", "itl- itd- itm- itm2-<巡察组编码>  组长、副组长、成员"),
        ):
            first = next((account for account in rest if account.username.startswith(prefix)), None)
            if first:
                self.stdout.write(f"  {text}，例如 {first.username}")
        for one in missing:
            self.stdout.write(f"  未建立 {one.username}：{one.why}")
