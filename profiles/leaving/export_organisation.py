"""Write everything of an organisation into one file, as it is at one moment, and log it."""

import datetime
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.utils import translation

from profiles.access.log_of_use import Action, Activity, log_use
from profiles.leaving.archive import README, ArchiveWriter, Record
from profiles.leaving.tables import TABLES, ExportTable
from profiles.leaving.values import Names, record_of
from profiles.register.models import Candidate, Organisation

ROWS = 500
MORE_COLUMNS = {
    "loketten": {"municipalities": "gemeenten"},
    "momenten": {"user": "wie het deed; leeg: het systeem"},
}
"""Columns of a file that are no column of its table."""


def export_organisation(
    *,
    organisation: Organisation,
    stream: IO[bytes],
    now: datetime.datetime,
    why: str,
    request: Any = None,
) -> dict[str, int]:
    """Write the archive and return the number of rows of each table. The caller may see the people."""
    with (
        _one_moment(),
        translation.override("nl"),
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file,
    ):
        writer, names = ArchiveWriter(file), Names()
        writer.lines(README, [readme(organisation, now)])
        for table in TABLES:
            writer.table(table.name, _records(table, organisation, names))
            writer.sheet(table.name, headers_of(table), _records(table, organisation, names))
        writer.close({"organisation": organisation.name, "made_at": now.isoformat()})
        # Last: an export that failed took nothing along, and is no use of the data.
        people = Candidate.objects.filter(organisation=organisation).only("pk")
        log_use(
            action=Action.EXPORT,
            objects=[organisation, *people],
            request=request,
            activity=Activity.MANAGEMENT,
            why=why,
        )
    return writer.counts


def headers_of(table: ExportTable) -> list[str]:
    """The keys of a record of a table, in order."""
    return [*(column.name for column in table.columns), *MORE_COLUMNS.get(table.name, {})]


def readme(organisation: Organisation, now: datetime.datetime) -> str:
    """What each file and each column is, for the reader of the archive."""
    when = now.strftime("%d-%m-%Y %H:%M %Z")
    lines = [
        f"Alles van {organisation.name} uit het kandidatenregister, zoals het was op {when}.",
        "",
        "Hierin staan namen en gegevens over gezondheid. Bewaar dit versleuteld en niet langer dan nodig.",
        "Elke tabel staat er twee keer in: als JSON Lines (dat leest een ander register in) en als CSV.",
        "De controlegetallen staan in SHA256SUMS; controleer ze met: sha256sum -c SHA256SUMS",
        "Een woord uit een lijst staat er als kenmerk:code; begrippen.jsonl zegt wat het betekent.",
        "Niet mee gaan: het gebruikslog, bewijzen van wissingen, uitgaven en wachtwoorden.",
    ]
    for table in TABLES:
        lines += ["", f"{table.name}.jsonl, {table.name}.csv", f"  {table.about}"]
        lines += [f"  {column.name}: {column.verbose_name}" for column in table.columns]
        lines += [f"  {name}: {about}" for name, about in MORE_COLUMNS.get(table.name, {}).items()]
        lines += [f"  niet mee: {name}, want dat {why}" for name, why in table.left_out.items()]
    return "\n".join(lines) + "\n"


def _records(table: ExportTable, organisation: Organisation, names: Names) -> Iterator[Record]:
    rows = table.rows(organisation).order_by(table.order, "pk")
    return (record_of(row, table, names) for row in rows.iterator(chunk_size=ROWS))


@contextmanager
def _one_moment() -> Iterator[None]:
    """One transaction, which sees the register as it is when it begins, whatever colleagues do meanwhile."""
    connection = connections[DEFAULT_DB_ALIAS]
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        # Within another transaction (a test) it is too late: the first statement fixed the level.
        if is_outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield
