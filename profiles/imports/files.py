"""The file that is handed in: which sort it is, and why it may be refused as a whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from profiles.imports.cells import Cell

# A file of 50,000 people is about 9 MB; what is ten times as large is something else.
MAX_BYTES = 50_000_000
MAX_ROWS = 100_000
MAX_COLUMNS = 200


class ImportRefused(Exception):
    """Nothing was imported; the message says why and what to do, for the person who asked."""


class FileRefused(ImportRefused):
    """The file as a whole cannot be read."""


@dataclass(frozen=True)
class Line:
    """A line of a table, numbered as a spreadsheet shows it."""

    number: int
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Sheet:
    """Lines of one table. `typed` is whether cells know if they are a date, a number or a text."""

    name: str
    lines: Iterator[Line]
    typed: bool


def checked_size(path: Path) -> int:
    """Size of the file in bytes; raises FileRefused when it is not there, empty or too large."""
    try:
        size = path.stat().st_size if path.is_file() else None
    except OSError:
        size = None
    if size is None:
        raise FileRefused(_("Het bestand is er niet, of u mag het niet lezen."))
    if size == 0:
        raise FileRefused(_("Het bestand is leeg."))
    if size > MAX_BYTES:
        raise FileRefused(too_large())
    return size


def too_large() -> str:
    """What to do about a file that is too large to read."""
    return _(
        "Het bestand is te groot: hooguit %(megabytes)s MB en %(rows)s regels. "
        "Verdeel het, of controleer of dit wel de export is."
    ) % {"megabytes": MAX_BYTES // 1_000_000, "rows": MAX_ROWS}


def damaged() -> str:
    """What to do about a spreadsheet that cannot be opened."""
    return _(
        "Dit bestand is geen leesbaar Excel-bestand (.xlsx). Misschien is het afgekapt, beveiligd met een "
        "wachtwoord, of van een andere soort. Maak de export opnieuw."
    )
