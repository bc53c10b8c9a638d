"""Import and export of a large workbook as ratios to their floors, in turns, each in a process of its own."""

import json
import os
import statistics
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.bench import workbook
from tests.bench.ground import installation, python

COPIES = int(os.environ.get("BENCH_COPIES", "61"))  # 61 times 819 findings: about 50,000
SMALL = max(COPIES // 10, 1)
TURNS = int(os.environ.get("BENCH_TURNS", "3"))
IMPORT_LIMIT, EXPORT_LIMIT, MEMORY_LIMIT = 2.5, 1.5, 600.0


@dataclass
class Result:
    """Seconds of each turn, peak MiB, statements of the large and of the small import."""

    database: str
    findings: int
    floor_in: list[float]
    product_in: list[float]
    floor_out: list[float]
    product_out: list[float]
    peak: float
    statements: int
    statements_small: int

    @property
    def import_ratio(self) -> float:
        return statistics.median(self.product_in) / statistics.median(self.floor_in)

    @property
    def export_ratio(self) -> float:
        return statistics.median(self.product_out) / statistics.median(self.floor_out)


def measure(database: str) -> Result:
    """Import and export by turns with their floors."""
    with tempfile.TemporaryDirectory(prefix="xuncha-bench-") as folder:
        large, small = Path(folder) / "large.xlsx", Path(folder) / "small.xlsx"
        findings = workbook.write(large, COPIES)
        workbook.write(small, SMALL)
        result = Result(database, findings, [], [], [], [], 0.0, 0, 0)
        for _ in range(TURNS):
            _turn(result, database, large)
        with installation(database) as environment:
            python(environment, "manage.py", "migrate", "--verbosity", "0")
            result.statements_small = _work(environment, "product_import", small)["statements"]
        return result


def _turn(result: Result, database: str, large: Path) -> None:
    with installation(database) as environment:
        python(environment, "manage.py", "migrate", "--verbosity", "0")
        result.floor_in.append(_work(environment, "read_and_insert", large)["seconds"])
        done = _work(environment, "product_import", large)
        result.product_in.append(done["seconds"])
        result.statements = int(done["statements"])
        out = large.with_name("out.xlsx")
        written = _work(environment, "product_export", out)
        result.product_out.append(written["seconds"])
        result.floor_out.append(_work(environment, "write_bare", out)["seconds"])
        result.peak = max(result.peak, done["peak"], written["peak"])


def _work(environment: dict[str, str], what: str, file: Path) -> dict[str, float]:
    found: dict[str, float] = json.loads(python(environment, "-m", "tests.bench.floors", what, str(file)))
    return found


def table(results: list[Result]) -> tuple[list[str], list[str]]:
    """The lines of the table, and what missed its mark."""
    lines = [
        "| database | findings | import s | ÷ floor | export s | ÷ floor | peak MiB | statements (of a tenth) |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    missed: list[str] = []
    for one in results:
        lines.append(
            f"| {one.database} | {one.findings:,} | {statistics.median(one.product_in):.1f} | {one.import_ratio:.2f} "
            f"| {statistics.median(one.product_out):.1f} | {one.export_ratio:.2f} | {one.peak:.0f} "
            f"| {one.statements} ({one.statements_small}) |"
        )
        checks = {
            f"import {one.import_ratio:.2f} times the floor > {IMPORT_LIMIT}": one.import_ratio
            > IMPORT_LIMIT,
            f"export {one.export_ratio:.2f} times the floor > {EXPORT_LIMIT}": one.export_ratio
            > EXPORT_LIMIT,
            f"{one.peak:.0f} MiB > {MEMORY_LIMIT:.0f}": one.peak > MEMORY_LIMIT,
            f"{one.statements} statements, {one.statements_small} for a tenth": one.statements
            > one.statements_small,
        }
        missed += [f"{one.database} {text}" for text, is_missed in checks.items() if is_missed]
    return lines, missed
