"""The file itself: a zip with JSON Lines and CSV of each table, a text that explains them, and checksums."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from profiles.imports.report import inert

FORMAT = "kandidatenregister-organisatie"
FORMAT_VERSION = 1
MANIFEST, README, SUMS = "manifest.json", "LEESMIJ.txt", "SHA256SUMS"
LONGEST_LINE = 4_000_000
Record = dict[str, Any]


class ArchiveRefused(Exception):
    """The file is not one of these, or not whole; the message says why."""


class _Encoder(DjangoJSONEncoder):
    """As Django's, but with all of a second: nothing of a time is lost."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if hasattr(o, "isoformat") else super().default(o)


@dataclass
class ArchiveWriter:
    """Writes an archive, line by line; `sums` are the checksums of what was written."""

    archive: zipfile.ZipFile

    def __post_init__(self) -> None:
        self.sums: dict[str, str] = {}
        self.counts: dict[str, int] = {}

    def lines(self, name: str, lines: Iterable[str]) -> int:
        """Write a file, and return the number of its lines."""
        digest, number = hashlib.sha256(), 0
        with self.archive.open(name, "w", force_zip64=True) as stream:
            for line in lines:
                data = line.encode()
                digest.update(data)
                stream.write(data)
                number += 1
        self.sums[name] = digest.hexdigest()
        return number

    def table(self, name: str, records: Iterable[Record]) -> None:
        """Write records as JSON Lines, which is read in again."""
        lines = (json.dumps(record, ensure_ascii=False, cls=_Encoder) + "\n" for record in records)
        self.counts[name] = self.lines(f"{name}.jsonl", lines)

    def sheet(self, name: str, headers: list[str], records: Iterable[Record]) -> None:
        """Write records as CSV, for people with a spreadsheet."""
        self.lines(f"{name}.csv", _csv(headers, records))

    def close(self, manifest: Mapping[str, Any]) -> None:
        """Write what is in it and its checksums."""
        content = {"format": FORMAT, "version": FORMAT_VERSION, **manifest, "lines": self.counts}
        self.lines(MANIFEST, [json.dumps(content, ensure_ascii=False, indent=2)])
        sums = [f"{digest}  {name}\n" for name, digest in sorted(self.sums.items())]
        self.lines(SUMS, sums)


class ArchiveReader:
    """An archive that is whole: every checksum is right. Raises `ArchiveRefused`."""

    def __init__(self, path: Path) -> None:
        try:
            self._archive = zipfile.ZipFile(path)
            sums = self._archive.read(SUMS).decode().splitlines()
            self.manifest: Mapping[str, Any] = json.loads(self._archive.read(MANIFEST))
            kind = self.manifest["format"], self.manifest["version"]
        except (OSError, KeyError, TypeError, ValueError, zipfile.BadZipFile):
            raise ArchiveRefused(_("Dit is geen export van een organisatie.")) from None
        if kind != (FORMAT, FORMAT_VERSION):
            raise ArchiveRefused(_("Deze export is van een andere soort of versie."))
        named = {name: digest for digest, _space, name in (line.partition("  ") for line in sums)}
        # All of it before any of it: what is not whole must not be read in halfway.
        for name in {MANIFEST, *(f"{name}.jsonl" for name in self.manifest["lines"])}:
            if named.get(name) != self._digest(name):
                raise ArchiveRefused(_("Het bestand %(name)s is niet heel.") % {"name": name})

    def __enter__(self) -> "ArchiveReader":
        return self

    def __exit__(self, *problem: object) -> None:
        self._archive.close()

    def table(self, name: str) -> Iterator[Record]:
        """The records of a table, in order."""
        try:
            with self._archive.open(f"{name}.jsonl") as stream:
                # Bounded: a file without line ends would come into memory as one line.
                while line := stream.readline(LONGEST_LINE):
                    yield json.loads(line)
        except (KeyError, ValueError, zipfile.BadZipFile):
            raise ArchiveRefused(_("Het bestand %(name)s is niet heel.") % {"name": name}) from None

    def _digest(self, name: str) -> str:
        try:
            digest = hashlib.sha256()
            with self._archive.open(name) as stream:
                while part := stream.read(1 << 20):
                    digest.update(part)
            return digest.hexdigest()
        except (KeyError, zipfile.BadZipFile, EOFError):
            # No checksum is this text: the caller says that the file is not whole.
            return ""


def _csv(headers: list[str], records: Iterable[Record]) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";")
    writer.writerow(headers)
    # Without this mark Excel takes the file for another encoding.
    yield f"\ufeff{buffer.getvalue()}"
    for record in records:
        buffer.seek(0)
        buffer.truncate()
        writer.writerow([_cell(record.get(header)) for header in headers])
        yield buffer.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | dict):
        return inert(json.dumps(value, ensure_ascii=False, cls=_Encoder))
    return inert(value.isoformat() if hasattr(value, "isoformat") else str(value))
