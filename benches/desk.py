"""How fast pages of the desk are on a register as large as the country (`./run bench desk`).

Each page is asked for through Django's test client, in this process: middleware, permissions, database
and template are all in it, the network is not. Warm is what a server does all day; cold is the first
request after its start, with everything Renkei remembers forgotten. Processor time is held against the
target, because it says what a page costs on one core whoever else uses the machine; that of the process
with which PostgreSQL serves our connection is counted in.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benches import pages
from benches.corpus import ROOT
from benches.measure import Figure, machine, save, table
from tests import postgres

TITLE = "desk: pages at the planned size"
#: Of DESIGN: p95 of a page on one core, and questions it may ask the database.
LIMIT_MS, LIMIT_QUERIES = 100.0, 12


@dataclass(frozen=True)
class Measured:
    """One page: times in milliseconds, questions to the database, size of the answer."""

    page: str
    p50: float
    p95: float
    wall95: float
    cold95: float
    queries: int
    kilobytes: float

    @property
    def over(self) -> list[str]:
        """What is over its limit."""
        time_over = self.p95 / LIMIT_MS
        over = [f"{time_over:.1f} × {LIMIT_MS:.0f} ms"] if time_over > 1 else []
        if self.queries > LIMIT_QUERIES:
            over.append(f"{self.queries} > {LIMIT_QUERIES} queries")
        return over


def main(words: list[str]) -> int:
    """Measure on both databases, print tables, name what misses the limit; 1 if anything does."""
    parser = argparse.ArgumentParser(prog="./run bench desk", description=__doc__)
    parser.add_argument("--runs", type=int, default=40, help="warm requests of each page")
    parser.add_argument("--cold", type=int, default=10, help="cold requests of each page")
    parser.add_argument("--only", default="", help="only pages whose name has this in it")
    parser.add_argument("--data", type=Path, metavar="DIR", help="keep the SQLite register there")
    parser.add_argument("--no-postgres", action="store_true", help="SQLite only")
    parser.add_argument("--profile", action="store_true", help="where the time of each page goes")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    parser.add_argument("--database", help=argparse.SUPPRESS)
    options = parser.parse_args(words)
    if options.database is not None:
        return measure(options)
    # Whoever ends us ends the server and takes the folders away as well.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    with tempfile.TemporaryDirectory(prefix="renkei-bench-") as scratch:
        code = again(words, options.data or Path(scratch), "sqlite")
        if options.no_postgres:
            return code
        try:
            with postgres.started(postgres.find()) as address:
                return again(words, Path(scratch), address) or code
        except postgres.NotPossible as reason:
            print(f"\nNOT measured on PostgreSQL: {reason}")
            return code


def again(words: list[str], data: Path, database: str) -> int:
    """The same in a process of its own, which lives with one database."""
    data.mkdir(parents=True, exist_ok=True)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "renkei.desk.settings",
        "RENKEI_DATA": str(data),
        "RENKEI_SECRET_KEY": "only-for-benches",
        "RENKEI_DATABASE_URL": "" if database == "sqlite" else database,
    }
    command = [sys.executable, "-m", "benches", "desk", *words, "--database", database]
    return subprocess.call(command, cwd=ROOT, env=environment)


def measure(options: argparse.Namespace) -> int:
    """Fill the register if it is empty, measure every page and print the table."""
    import django

    django.setup()
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["testserver"]
    register = prepared(options.database)
    where = "SQLite" if options.database == "sqlite" else "PostgreSQL"
    results, skipped = [], []
    for page in pages.all_pages(register):
        if options.only not in page.name:
            continue
        reason = pages.why_not(page)
        if reason:
            skipped.append(f"{page.name}: {reason}")
            continue
        if options.profile:
            profile(page)
        results.append(one(page, options.runs, options.cold))
    print(f"\n{TITLE}, {where}\n{machine()}\n")
    print("\n".join(table(rows_of(results), right=(1, 2, 3, 4, 5, 6))))
    for line in skipped:
        print(f"SKIPPED {line}")
    missed = [f"{r.page} ({', '.join(r.over)})" for r in results if r.over]
    held = f"all {len(results)} measured pages hold their limits"
    print("over the limit: " + "; ".join(missed) if missed else held)
    if options.json:
        path = options.json.with_stem(f"{options.json.stem}-{where.lower()}")
        save(path, f"{TITLE}, {where}", figures(results))
    return 1 if missed or skipped else 0


def rows_of(results: list[Measured]) -> list[tuple[str, ...]]:
    """The table."""
    rows = [("page", "queries", "p50", "p95", "wall p95", "cold p95", "kB", "p95 / limit")]
    for r in results:
        ms = [f"{value:.1f}" for value in (r.p50, r.p95, r.wall95, r.cold95)]
        verdict = "SHORT " + ", ".join(r.over) if r.over else f"{r.p95 / LIMIT_MS:.2f}"
        rows.append((r.page, str(r.queries), *ms, f"{r.kilobytes:.0f}", verdict))
    return rows


def figures(results: list[Measured]) -> list[Figure]:
    """The same for machines."""
    found = []
    for r in results:
        time_of = Figure(f"{r.page}: p95", r.p95, "ms", r.wall95, LIMIT_MS, at_least=False)
        asked = Figure(f"{r.page}: queries", r.queries, "", None, LIMIT_QUERIES, at_least=False)
        found += [time_of, asked]
    return found


# One page ------------------------------------------------------------------------------------


def one(page: pages.Page, runs: int, cold: int) -> Measured:
    """Ask for a page often enough."""
    client = pages.client_of(page)
    pages.ask(client, page)
    warm = [timed(lambda: pages.ask(client, page)) for _ in range(runs)]
    queries, answer = counted(client, page)
    colds = []
    for _ in range(cold):
        forget()
        colds.append(timed(lambda: pages.ask(client, page)))
    return Measured(
        page.name,
        p50=statistics.median(cpu for cpu, _ in warm),
        p95=nearly_all([cpu for cpu, _ in warm]),
        wall95=nearly_all([wall for _, wall in warm]),
        cold95=nearly_all([cpu for cpu, _ in colds]),
        queries=queries,
        kilobytes=len(answer) / 1000,
    )


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Processor time and wall clock in milliseconds."""
    gc.collect()
    server = server_clock()
    wall, cpu = time.perf_counter(), time.process_time() + server()
    work()
    cpu = time.process_time() + server() - cpu
    return cpu * 1e3, (time.perf_counter() - wall) * 1e3


def server_clock() -> Callable[[], float]:
    """Seconds of processor time of the process at the other end of our connection; 0 on SQLite."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return lambda: 0.0
    connection.ensure_connection()
    spent = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return lambda: int(spent.read_text().split()[0]) / 1e9


def nearly_all(values: list[float]) -> float:
    """The 95th percentile: what one in twenty requests takes longer than."""
    return statistics.quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else 0.0


def counted(client: Any, page: pages.Page) -> tuple[int, bytes]:
    """How many questions one request asks the database, and the answer."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        answer = pages.ask(client, page)
    return len(queries), answer


def forget() -> None:
    """Everything Renkei remembers between requests in this process and in Django's cache."""
    from django.core.cache import cache

    cache.clear()
    for name, module in list(sys.modules.items()):
        if name.startswith("renkei.") and module is not None:
            for value in list(vars(module).values()):
                if callable(getattr(value, "cache_clear", None)):
                    value.cache_clear()


def profile(page: pages.Page) -> None:
    """Print where the time of a page goes: its questions, and the functions that take longest."""
    import cProfile
    import pstats

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = pages.client_of(page)
    pages.ask(client, page)
    print(f"\n== {page.name}")
    with CaptureQueriesContext(connection) as queries:
        pages.ask(client, page)
    for query in queries:
        sql = re.sub(r"^(SELECT ).*? (FROM )", r"\1… \2", query["sql"], flags=re.S)
        print(f"  {float(query['time']) * 1e3:6.1f} ms  {sql[:300]}")
    profiler = cProfile.Profile()
    profiler.runcall(pages.ask, client, page)
    pstats.Stats(profiler).sort_stats("cumulative").print_stats(r"renkei|render|execute", 25)


# The register --------------------------------------------------------------------------------


def prepared(database: str) -> Any:
    """The tables, filled; a register that was kept by ``--data`` is taken as it is."""
    from django.conf import settings
    from django.core.management import call_command

    from benches import national

    kept = Path(settings.DATA) / "bench.json"
    if database == "sqlite" and kept.exists():
        call_command("migrate", verbosity=0)
        return national.Register.found(json.loads(kept.read_text()))
    if database != "sqlite":
        make_database()
    start = time.perf_counter()
    call_command("migrate", verbosity=0)
    register = national.fill()
    print(f"filled in {time.perf_counter() - start:.0f} s: {national.counted()}", flush=True)
    if database == "sqlite":
        kept.write_text(json.dumps(register.keys()))
    else:
        settle()
    return register


def make_database() -> None:
    """The database itself, on a server that has none."""
    from django.db import connection

    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{connection.settings_dict["NAME"]}"')


def settle() -> None:
    """What PostgreSQL does by itself within minutes: learn how its tables are filled."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
