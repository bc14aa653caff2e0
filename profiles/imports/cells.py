"""What a cell of a table can hold, and its text."""

import datetime
import re
from dataclasses import dataclass

# What people write where they know nothing.
UNKNOWN_WORDS = frozenset(
    {"nnb", "nb", "n b", "onbekend", "niet bekend", "nog niet bekend", "unknown", "leeg", "geen opgave"}
)
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


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


def text_of(cell: Cell) -> str:
    """A cell as text: whole numbers without a point, days without a time, no space around it."""
    if cell is None:
        return ""
    if isinstance(cell, Formula):
        return f"={cell.text}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date().isoformat()
    return str(cell).strip()


def is_blank(cell: Cell) -> bool:
    return not text_of(cell)


def is_unknown(text: str) -> bool:
    """Whether a text only says that it is not known: NNB, n.b., ??, a dash."""
    words = " ".join(re.findall(r"\w+", text.casefold()))
    return words in UNKNOWN_WORDS if words else bool(text.strip())


def is_formula(cell: Cell) -> bool:
    """A computed cell, or a text that a spreadsheet would take for one."""
    if isinstance(cell, Formula):
        return True
    if not isinstance(cell, str):
        return False
    text = cell.strip()
    return text[:1] in tuple("=+-@") and not _NUMBER.fullmatch(text) and not is_unknown(text)
