"""The table in a file: columns found by their header, and of each line only the cells that were asked for.

This is the door. What stands in another column is seen here, to know a blank
line from a filled one, and goes no further.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from django.utils.translation import gettext as _

from profiles.imports import delimited, workbook
from profiles.imports.cells import Cell, is_blank, text_of
from profiles.imports.files import FileRefused, Line, Sheet, checked_size

READERS = {".xlsx": workbook.sheets, ".csv": delimited.sheets}
# How far down a header may stand: some exports begin with a title.
HEADER_WITHIN = 20


@dataclass(frozen=True)
class Record:
    """The wanted cells of a filled line, by header. `whole`: none can stand in the wrong column."""

    line: int
    cells: Mapping[str, Cell]
    whole: bool


@dataclass(frozen=True)
class Table:
    """`others` are headers that were not asked for; `records` gives None for a blank line."""

    others: Sequence[str]
    records: Iterator[Record | None]
    typed: bool


def read_table(path: Path, *, wanted: Sequence[str]) -> Table:
    """The first sheet with the header. Raises FileRefused, also while the records are read."""
    checked_size(path)
    reader = READERS.get(path.suffix.lower())
    if not reader:
        raise FileRefused(
            _("Dit soort bestand kan niet worden gelezen. Geef een .xlsx- of een .csv-bestand.")
        )
    closest: set[str] = set()
    for sheet in reader(path):
        start = list(islice(sheet.lines, HEADER_WITHIN))
        for index, line in enumerate(start):
            places = _places(line, wanted)
            if len(places) == len(wanted):
                _refuse_doubles(places)
                first = {header: found[0] for header, found in places.items()}
                return _table(sheet, line, start[index + 1 :], first)
            closest = max(closest, set(places), key=len)
    raise FileRefused(_what_is_missing(closest, wanted))


def plain_header(text: str) -> str:
    """A header as it is compared: case, spaces and signs do not matter."""
    return re.sub(r"\W|_", "", unicodedata.normalize("NFKC", text).casefold())


def _places(line: Line, wanted: Sequence[str]) -> dict[str, list[int]]:
    known = {plain_header(header): header for header in wanted}
    places: dict[str, list[int]] = defaultdict(list)
    for place, cell in enumerate(line.cells):
        if header := known.get(plain_header(text_of(cell))):
            places[header].append(place)
    return places


def _refuse_doubles(places: Mapping[str, Sequence[int]]) -> None:
    # Which of the two holds is not ours to guess.
    double = next((header for header, found in places.items() if len(found) > 1), None)
    if double:
        raise FileRefused(_("De kolom “%(column)s” staat twee keer in het bestand.") % {"column": double})


def _table(sheet: Sheet, header: Line, rest: Sequence[Line], places: Mapping[str, int]) -> Table:
    taken = set(places.values())
    others = [
        text_of(cell) for place, cell in enumerate(header.cells) if place not in taken and not is_blank(cell)
    ]
    return Table(others, _records(sheet, rest, places, len(header.cells)), sheet.typed)


def _records(
    sheet: Sheet, rest: Sequence[Line], places: Mapping[str, int], width: int
) -> Iterator[Record | None]:
    for line in chain(rest, sheet.lines):
        if all(is_blank(cell) for cell in line.cells):
            yield None
        else:
            # A spreadsheet keeps a cell in its column; in a text one separator too many shifts the rest.
            yield Record(line.number, _picked(line, places), whole=sheet.typed or len(line.cells) == width)


def _picked(line: Line, places: Mapping[str, int]) -> dict[str, Cell]:
    return {
        header: line.cells[place] if place < len(line.cells) else None for header, place in places.items()
    }


def _what_is_missing(found: set[str], wanted: Sequence[str]) -> str:
    missing = ", ".join(header for header in wanted if header not in found)
    if not found:
        return _("In dit bestand staat geen kopregel. Nodig zijn de kolommen: %(columns)s.") % {
            "columns": missing
        }
    return _("Deze kolommen ontbreken: %(columns)s. Er is niets ingelezen.") % {"columns": missing}
