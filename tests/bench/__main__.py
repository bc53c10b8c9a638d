"""`make bench`: every figure a ratio to a floor of the same run; prints tables and keeps them in docs/benchmarks.md.

BENCH_ONLY=pages|workbooks, BENCH_DATABASES=SQLite,PostgreSQL, BENCH_ROWS, BENCH_REQUESTS, BENCH_COPIES, BENCH_TURNS
narrow a run; a narrowed run is printed and not kept. Exit status 1 where a mark is missed.
"""

import os
import sys

from tests.bench import pages, workbooks
from tests.bench.ground import DATABASES, ROOT, machine

PAGE = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- measured -->", "<!-- /measured -->"
NARROWING = ("BENCH_ONLY", "BENCH_DATABASES", "BENCH_ROWS", "BENCH_REQUESTS", "BENCH_COPIES", "BENCH_TURNS")


def main() -> int:
    """Measure, print, keep."""
    databases = os.environ.get("BENCH_DATABASES", ",".join(DATABASES)).split(",")
    only = os.environ.get("BENCH_ONLY", "")
    lines, missed = [f"{machine()}", ""], []
    if only in ("", "pages"):
        sites = []
        for database in databases:
            for rows in pages.SIZES:
                print(f"页面 / pages: {database}, {rows:,} …", flush=True)
                sites.append(pages.measure(database, rows))
        made, wrong = pages.table(sites)
        lines, missed = [*lines, *made, ""], [*missed, *wrong]
    if only in ("", "workbooks"):
        results = []
        for database in databases:
            print(f"工作簿 / workbooks: {database} …", flush=True)
            results.append(workbooks.measure(database))
        made, wrong = workbooks.table(results)
        lines, missed = [*lines, *made, ""], [*missed, *wrong]
    lines.append("All marks met." if not missed else "Missed: " + "; ".join(missed) + ".")
    print("\n".join(lines))
    if not any(name in os.environ for name in NARROWING):
        _keep("\n".join(lines))
    return 1 if missed else 0


def _keep(text: str) -> None:
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
