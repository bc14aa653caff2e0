"""The file that is handed in: its size, its cells, and why it may be refused as a whole."""

import datetime
import re
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

# What is larger is no table of people: 100,000 lines of the Sonar export are about 20 MB.
MAX_BYTES = 200_000_000
MAX_ROWS = 100_000
MAX_COLUMNS = 200
# How far down a header may be: some exports begin with a title.
HEADER_WITHIN = 20
# The people come below the header.
LAST_ROW = MAX_ROWS + HEADER_WITHIN

# What people write where they know nothing.
UNKNOWN_WORDS = frozenset(
    {"nnb", "nb", "n b", "onbekend", "niet bekend", "nog niet bekend", "unknown", "leeg", "geen opgave"}
)
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


class ImportRefused(Exception):
    """Nothing was imported; the message says why and what to do, for the user."""


class FileRefused(ImportRefused):
    """The file as a whole cannot be read."""


@dataclass(frozen=True)
class Formula:
    """A cell that is computed; its outcome is not read, since it may come from anywhere."""

    text: str


Cell = (
    str
    | int
    | float
    | bool
    | datetime.date
    | datetime.datetime
    | datetime.time
    | datetime.timedelta
    | Formula
    | None
)


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line of a table, numbered as a spreadsheet shows it."""

    number: int
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Sheet:
    """Lines of one table. `typed` is whether cells know if they are a date, a number or a text."""

    name: str
    lines: Generator[SheetLine, None, None]
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
        "Het bestand is te groot: hooguit %(megabytes)s MB, %(rows)s regels en %(columns)s kolommen. "
        "Verdeel het, of controleer of dit wel de export is."
    ) % {"megabytes": MAX_BYTES // 1_000_000, "rows": MAX_ROWS, "columns": MAX_COLUMNS}


def text_of(cell: Cell) -> str:
    """A cell as text: whole numbers without a point, days without a time, no space around it."""
    if isinstance(cell, str):
        return cell.strip()
    if cell is None:
        return ""
    if isinstance(cell, Formula):
        return f"={cell.text}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    # A day in a spreadsheet is a moment at midnight.
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date().isoformat()
    return str(cell).strip()


def is_blank(cell: Cell) -> bool:
    return cell is None or not text_of(cell)


def is_unknown(text: str) -> bool:
    """Whether a text only says that it is not known: NNB, n.b., ??, a dash."""
    words = " ".join(re.findall(r"\w+", text.casefold()))
    return words in UNKNOWN_WORDS if words else bool(text.strip())


def is_formula(cell: Cell) -> bool:
    """A computed cell, or a text that a spreadsheet would take for one."""
    if isinstance(cell, Formula):
        return True
    if not isinstance(cell, str) or cell.lstrip()[:1] not in ("=", "+", "-", "@"):
        return False
    text = cell.strip()
    return bool(text) and not _NUMBER.fullmatch(text) and not is_unknown(text)


def damaged() -> str:
    """What to do about a spreadsheet that cannot be opened."""
    return _(
        "Dit bestand is geen leesbaar Excel-bestand (.xlsx). Misschien is het afgekapt, beveiligd met een "
        "wachtwoord, of van een andere soort. Maak de export opnieuw."
    )
