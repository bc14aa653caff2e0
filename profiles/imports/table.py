"""The table in a file: columns found by their header, and of each line only the cells that were asked for.

A cell of another column is seen here, to know a blank line from a filled
one, and goes no further.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from django.utils.translation import gettext as _

from profiles.imports import delimited, spreadsheet
from profiles.imports.files import (
    HEADER_WITHIN,
    MAX_ROWS,
    Cell,
    FileRefused,
    Sheet,
    SheetLine,
    checked_size,
    is_blank,
    text_of,
    too_large,
)

READERS = {".xlsx": spreadsheet.sheets, ".csv": delimited.sheets}


@dataclass(frozen=True)
class Format:
    """Headers by which a table is known, and those that it may have besides."""

    wanted: Sequence[str]
    optional: Sequence[str] = ()

    @property
    def headers(self) -> Sequence[str]:
        return (*self.wanted, *self.optional)


@dataclass(frozen=True, slots=True)
class Record:
    """The wanted cells of a filled line, by header. `whole`: none can be in the wrong column."""

    line: int
    cells: Mapping[str, Cell]
    whole: bool


@dataclass(frozen=True)
class FileTable:
    """`others` are headers that were not asked for; `records` gives None for a blank line."""

    format: str
    others: Sequence[str]
    records: Iterator[Record | None]
    typed: bool


def read_table(path: Path, *, wanted: Sequence[str]) -> FileTable:
    """The first sheet with the header. Raises FileRefused, also while the records are read."""
    return read_one_of(path, formats={"": Format(wanted)})


def read_one_of(path: Path, *, formats: Mapping[str, Format]) -> FileTable:
    """The first sheet with the header of one of the formats. Raises FileRefused, also while it is read."""
    checked_size(path)
    reader = READERS.get(path.suffix.lower())
    if not reader:
        raise FileRefused(
            _("Dit soort bestand kan niet worden gelezen. Geef een .xlsx- of een .csv-bestand.")
        )
    closest, missing = 0.0, next(iter(formats.values())).wanted
    opened = reader(path)
    for sheet in opened:
        start = list(islice(sheet.lines, HEADER_WITHIN))
        for index, line in enumerate(start):
            for name, form in formats.items():
                found = _columns(line, form.headers)
                lacking = [header for header in form.wanted if header not in found]
                if not lacking:
                    # Which of two columns holds is not ours to guess.
                    double = next((header for header, places in found.items() if len(places) > 1), None)
                    if double:
                        raise FileRefused(
                            _("De kolom “%(column)s” staat twee keer in het bestand.") % {"column": double}
                        )
                    first = {header: place for header, [place] in found.items()}
                    records = _records(opened, sheet, start[index + 1 :], first, line)
                    return FileTable(name, _others(line, first), records, sheet.typed)
                share = 1 - len(lacking) / len(form.wanted)
                if share > closest:
                    closest, missing = share, lacking
    raise FileRefused(_what_is_missing(missing, is_header=closest > 0))


def plain_header(text: str) -> str:
    """A header as it is compared: case, spaces and signs do not matter."""
    return re.sub(r"\W|_", "", unicodedata.normalize("NFKC", text).casefold())


def _columns(line: SheetLine, headers: Sequence[str]) -> dict[str, list[int]]:
    known = {plain_header(header): header for header in headers}
    columns: dict[str, list[int]] = defaultdict(list)
    for index, cell in enumerate(line.cells):
        if header := known.get(plain_header(text_of(cell))):
            columns[header].append(index)
    return columns


def _others(header: SheetLine, columns: Mapping[str, int]) -> list[str]:
    taken = set(columns.values())
    return [
        text_of(cell) for index, cell in enumerate(header.cells) if index not in taken and not is_blank(cell)
    ]


def _records(
    opened: Generator[Sheet, None, None],
    sheet: Sheet,
    rest: Sequence[SheetLine],
    columns: Mapping[str, int],
    header: SheetLine,
) -> Iterator[Record | None]:
    # The file is open for as long as its sheets are not gone through, and no longer than this.
    with closing(opened), closing(sheet.lines):
        for line in chain(rest, sheet.lines):
            cells = line.cells
            if all(is_blank(cell) for cell in cells):
                yield None
                continue
            # Readers do not know the header, and stop only where no line can be within the bound.
            if line.number - header.number > MAX_ROWS:
                raise FileRefused(too_large())
            found = {name: cells[i] if i < len(cells) else None for name, i in columns.items()}
            # A spreadsheet keeps a cell in its column; in a text one separator too many shifts the rest.
            yield Record(line.number, found, whole=sheet.typed or len(cells) == len(header.cells))


def _what_is_missing(missing: Sequence[str], *, is_header: bool) -> str:
    columns = ", ".join(missing)
    if not is_header:
        return _("In dit bestand staat geen kopregel. Nodig zijn de kolommen: %(columns)s.") % {
            "columns": columns
        }
    return _("Deze kolommen ontbreken: %(columns)s. Er is niets ingelezen.") % {"columns": columns}
