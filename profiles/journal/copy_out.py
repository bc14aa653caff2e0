"""Copy entries to the file that is kept apart, each at least once; whoever reads it goes by their ids."""

import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from profiles.journal.models import Entry

LOCK = 0x6A6F75726E616C
"""One copies at a time, so that the file is in order."""
MOST = 10_000


class JournalError(Exception):
    """The file cannot be written or read; the message says where and why."""


@dataclass(frozen=True)
class JournalLine:
    """An entry as the file has it."""

    id: str
    number: int
    at: str
    act: str
    candidate: int
    on: str | None
    state: str


def copy_out(*, folder: Path, at: datetime) -> int:
    """Append entries that are not in the file yet, and return how many. Raises `JournalError`.

    They are on the disk before they are marked: whoever is killed in between writes them twice.
    """
    # The lock and the marks end together: a second copier sees what the first one did.
    with transaction.atomic(using=DEFAULT_DB_ALIAS):
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        waiting = list(Entry.objects.filter(copied_at=None)[:MOST])
        if waiting:
            append(folder / f"{at:%Y-%m}.jsonl", [line_of(entry) for entry in waiting])
            Entry.objects.filter(pk__in=[entry.pk for entry in waiting]).update(copied_at=at)
    return len(waiting)


def line_of(entry: Entry) -> JournalLine:
    """An entry as a line."""
    return JournalLine(
        id=str(entry.pk),
        number=entry.number,
        at=entry.at.isoformat(),
        act=entry.act,
        candidate=entry.candidate,
        on=entry.on.isoformat() if entry.on else None,
        state=entry.state,
    )


def append(file: Path, lines: list[JournalLine]) -> None:
    """Add lines to a file and wait until they are on the disk. A half line at its end is closed first."""
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "r+b") as stream:
            if stream.seek(0, os.SEEK_END) and os.pread(descriptor, 1, stream.tell() - 1) != b"\n":
                # What was cut off becomes a line of its own, that reading passes over.
                stream.write(b"\n")
            stream.writelines(f"{json.dumps(vars(line))}\n".encode() for line in lines)
            stream.flush()
            # Without it the file may still be in memory when the power fails.
            os.fsync(descriptor)
    except OSError as error:
        raise JournalError(f"{file}: {error.strerror}") from error


def read(folder: Path) -> list[JournalLine]:
    """All entries of the files, oldest first, each once; a half line left out. Raises `JournalError`."""
    found: dict[str, JournalLine] = {}
    try:
        for file in sorted(folder.glob("*.jsonl")):
            for text in file.read_text().splitlines():
                try:
                    line = JournalLine(**json.loads(text))
                except (ValueError, TypeError):
                    # Only what a power cut left half; its entry was not marked, so it comes again.
                    continue
                found.setdefault(line.id, line)
    except OSError as error:
        raise JournalError(f"{folder}: {error.strerror}") from error
    # Numbers start anew after a restore, times do not.
    return sorted(found.values(), key=lambda line: (datetime.fromisoformat(line.at), line.number))
