"""`python -m tests.bench.imports EXPORT.xlsx --lines 50000`: a Sonar export of so many lines, by the job.

The lines of the export over and over with other references, read and written by `run_imports` in a process of
its own, as `register_web` on the server of the tests. Then everybody is released, and a second export
changes every line and takes consent away of some, while objections are recorded. Printed: seconds by the
clock, CPU of the process and of its server process, its peak of memory, and the longest wait of an objection.
"""

import argparse
import datetime
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import openpyxl
from psycopg import sql

from tests.bench.who_fits.__main__ import register
from tests.database import CLUSTER, LOCAL, ROOT, Clone, superuser

NO_CONSENT_OF = 10
"""Of so many lines one loses its consent in the second export."""
OBJECTION_EACH = 2.0
"""Seconds between two objections."""


def main() -> None:
    """Print a line for each step."""
    parser = argparse.ArgumentParser(prog="tests.bench.imports")
    parser.add_argument("export", type=Path)
    parser.add_argument("--lines", type=int, default=50_000)
    given = parser.parse_args()
    with register() as clone, tempfile.TemporaryDirectory() as folder:
        from django.core.management import call_command

        with_autovacuum(clone)
        call_command("load_vocabulary", verbosity=0)
        path = Path(folder) / "export.xlsx"
        write(path, sheet_of(given.export, given.lines))
        print(f"{given.lines} lines, {path.stat().st_size / 1e6:.1f} MB", flush=True)
        bring(path)
        release_everybody()
        write(path, changed(sheet_of(given.export, given.lines)))
        bring(path, objections=True)


def with_autovacuum(clone: Clone) -> None:
    """As in production; tests of one transaction do without."""
    with superuser(clone.name) as connection:
        for (table,) in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"):
            statement = sql.SQL("ALTER TABLE {} RESET (autovacuum_enabled)")
            connection.execute(statement.format(sql.Identifier(table)))


Row = list[object]


def sheet_of(export: Path, lines: int) -> Iterator[Row]:
    """The header and so many lines; those that are refused in any export are left out."""
    sheet = openpyxl.load_workbook(export, read_only=True).worksheets[0]
    header, *rows = ([*row] for row in sheet.iter_rows(values_only=True))
    columns = {name: place for place, name in enumerate(header)}
    # A line without its last cells is shorter in the file.
    rows = [row + [None] * (len(header) - len(row)) for row in rows]
    rows = [row for row in rows if row[columns["ID_WZ"]] and row[columns["Organisatie Naam"]]]
    yield header
    for number in range(lines):
        row = [*rows[number % len(rows)]]
        row[columns["ID_WZ"]] = f"B{number}"
        yield row


def changed(rows: Iterator[Row]) -> Iterator[Row]:
    """Every line with other hours, and without consent in one of `NO_CONSENT_OF`."""
    header = next(rows)
    columns = {name: place for place, name in enumerate(header)}
    yield header
    for number, row in enumerate(rows):
        row[columns["Beschikbare uren/wk"]] = 10 + number % 20
        if number % NO_CONSENT_OF == 0:
            row[columns["Toestemming"]] = "Nee"
        yield row


def write(path: Path, rows: Iterator[Row]) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(path)


def bring(path: Path, *, objections: bool = False) -> None:
    """Read and write a file by the job."""
    from django.utils import timezone

    from profiles.imports import folder
    from profiles.imports.models import Import
    from profiles.imports.run import begin, confirm

    stored, file = folder.new_file(suffix=".xlsx")
    with file:
        file.write(path.read_bytes())
    imported = begin(
        file_name=path.name,
        organisation=None,
        create_organisations=True,
        stored_as=stored,
        now=timezone.now(),
    )
    work("read", objections=False)
    imported.refresh_from_db()
    assert imported.state == Import.State.CHECKED, imported.message
    confirm(imported=imported, chosen={})
    work("write", objections=objections)
    imported.refresh_from_db()
    print(f"{'':>8}{imported.get_state_display()} {imported.counts} {imported.message}", flush=True)


def work(step: str, *, objections: bool) -> None:
    """Run the job once, and record objections meanwhile."""
    from django.db import connections

    from profiles.publication.withdraw import withdraw
    from profiles.register.models import Profile

    roles = {
        variable: CLUSTER.url(
            role="register_web",
            password=(LOCAL / "credentials" / "register_web").read_text(),
            database=str(connections.settings[alias]["NAME"]),
        )
        for variable, alias in (("REGISTER_DATABASE_URL", "default"), ("DATABASE_URL", "explorer"))
    }
    chosen = random.Random(7).sample(list(Profile.objects.values_list("pk", flat=True)), 500 * objections)
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "run_imports"],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "profiles.settings", "LOCAL_DIR": str(LOCAL), **roles},
    )
    waits, of_server = [], 0.0
    while worker.poll() is None:
        time.sleep(OBJECTION_EACH if chosen else 0.2)
        of_server = max(of_server, cpu_of_servers())
        if chosen:
            asked = time.monotonic()
            withdraw(profile=Profile.objects.get(pk=chosen.pop()), on=datetime.date.today(), objection=True)
            waits.append(time.monotonic() - asked)
    took = time.monotonic() - started
    assert worker.returncode == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(
        f"{step:>8}{took:>8.1f} s  cpu {cpu:.1f} s, of the server {of_server:.1f} s"
        f"  peak {after.ru_maxrss / 1024:.0f} MB",
        flush=True,
    )
    if waits:
        print(f"{'':>8}{len(waits)} objections: median {median(waits):.2f} s, longest {max(waits):.2f} s")


def cpu_of_servers() -> float:
    """CPU seconds of the server process that works for the job: the busiest one of this database."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        found = [0.0]
        for (pid,) in cursor.fetchall():
            try:
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            except FileNotFoundError:
                continue
            found.append((int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"))
    return max(found)


def release_everybody() -> None:
    """As if a case worker released and confirmed each profile that has consent."""
    from profiles.register.models import Profile

    Profile.objects.exclude(publication_basis="").update(
        state=Profile.State.PUBLISHED, confirmed_on=datetime.date.today()
    )


if __name__ == "__main__":
    main()
