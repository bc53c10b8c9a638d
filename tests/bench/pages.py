"""Pages through the real server: median and p95 of a hundred requests, as ratios to the floor beside them."""

import http.client
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.ground import ROOT, installation, python

REQUESTS = int(os.environ.get("BENCH_REQUESTS", "100"))
SIZES = tuple(int(n) for n in os.environ.get("BENCH_ROWS", "1000,200000").split(","))
LIMIT, BOARD_LIMIT, GROWTH_LIMIT, P95_LIMIT, QUERY_LIMIT, MEMORY_LIMIT = 5.0, 8.0, 1.1, 1.8, 12, 120.0


@dataclass
class Site:
    """What was measured on one database at one size; milliseconds and MiB."""

    database: str
    rows: int
    queries: dict[str, int]
    times: dict[str, list[float]] = field(default_factory=dict)
    memory: float = 0.0

    def median(self, name: str) -> float:
        return statistics.median(self.times[name])

    def p95(self, name: str) -> float:
        return sorted(self.times[name])[int(len(self.times[name]) * 0.95) - 1]

    def ratio(self, name: str) -> float:
        return self.median(name) / self.median("floor")


def measure(database: str, rows: int) -> Site:
    """Build, serve with two workers, and ask for every page in turn, so that what disturbs one disturbs all."""
    with installation(database) as environment:
        told = json.loads(python(environment, "-m", "tests.bench.prepare", str(rows)).splitlines()[-1])
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            environment["PORT"] = str(probe.getsockname()[1])
        command = json.loads(
            python(
                environment,
                "-c",
                "import django, json; django.setup(); from config import services; "
                "print(json.dumps(services.command('web')))",
            )
        )
        server = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            site = Site(database, rows, told["queries"])
            _ask(site, int(environment["PORT"]), told["pages"], told["cookie"])
            site.memory = max(map(_memory, _children(server.pid)))
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(20)
        return site


def _ask(site: Site, port: int, pages: dict[str, str], cookie: str) -> None:
    _wait(port)
    connection = http.client.HTTPConnection("127.0.0.1", port)
    site.times = {name: [] for name in pages}
    for turn in range(REQUESTS + 10):
        for name, address in pages.items():
            started = time.perf_counter()
            connection.request("GET", address, headers={"Cookie": cookie, "Host": "127.0.0.1"})
            answer = connection.getresponse()
            answer.read()
            spent = (time.perf_counter() - started) * 1000
            assert answer.status == 200, (address, answer.status)
            if turn >= 10:  # the first ones warm templates and connections of both processes
                site.times[name].append(spent)


def _wait(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    sys.exit("the web server did not start")


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _memory(pid: int) -> float:
    """Resident MiB of a process."""
    line = next(
        one for one in Path(f"/proc/{pid}/status").read_text().splitlines() if one.startswith("VmRSS")
    )
    return int(line.split()[1]) / 1024


def table(sites: list[Site]) -> tuple[list[str], list[str]]:
    """The lines of the table, and what missed its mark."""
    lines = [
        "| database | page | rows | median ms | ÷ floor | p95 ÷ median | queries | growth |",
        "|---|---|--:|--:|--:|--:|--:|--:|",
    ]
    missed: list[str] = []
    first: dict[tuple[str, str], Site] = {}
    for site in sites:
        for name in site.times:
            small = first.setdefault((site.database, name), site)
            growth = site.ratio(name) / small.ratio(name)
            spread = site.p95(name) / site.median(name)
            lines.append(
                f"| {site.database} | {name} | {site.rows:,} | {site.median(name):.1f} | {site.ratio(name):.2f} "
                f"| {spread:.2f} | {site.queries[name]} | {growth:.2f} |"
            )
            missed += _misses(site, small, name, growth, spread)
        lines.append(f"| {site.database} | web worker, MiB | {site.rows:,} | {site.memory:.0f} | | | | |")
        if site.memory > MEMORY_LIMIT:
            missed.append(
                f"{site.database} {site.rows:,}: web worker {site.memory:.0f} MiB > {MEMORY_LIMIT:.0f}"
            )
    return lines, missed


def _misses(site: Site, small: Site, name: str, growth: float, spread: float) -> list[str]:
    if name == "floor":
        return []
    board = name.endswith("board")
    limit = BOARD_LIMIT if board else LIMIT
    where = f"{site.database} {site.rows:,} {name}"
    checks = {
        f"{site.ratio(name):.2f} times the floor > {limit}": site.ratio(name) > limit,
        f"growth {growth:.2f} > {GROWTH_LIMIT}": growth > GROWTH_LIMIT and not board,
        f"p95 {spread:.2f} times the median > {P95_LIMIT}": spread > P95_LIMIT,
        f"{site.queries[name]} queries > {QUERY_LIMIT}": site.queries[name] > QUERY_LIMIT and not board,
        f"{site.queries[name]} queries, {small.queries[name]} when small": site.queries[name]
        != small.queries[name],
    }
    return [f"{where}: {text}" for text, is_missed in checks.items() if is_missed]
