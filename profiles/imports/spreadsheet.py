"""Sheets of an .xlsx file, a line in memory at a time.

Readers that lay a sheet out as a whole repeat a text for each cell that has it, so that a small file
can take gigabytes; the one that streams took 25 s for 50,000 lines. Here expat goes past the cells
in 5 s, and what a cell, a line and a file may hold is counted as it comes.
"""

import datetime
import re
import zipfile
import zlib
from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import join, normpath
from xml.parsers import expat

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from profiles.imports.files import (
    LAST_ROW,
    MAX_COLUMNS,
    Cell,
    FileRefused,
    Formula,
    Sheet,
    SheetLine,
    damaged,
    too_large,
)

# Of the synthetic export of 3,410 lines 5 MB is unpacked: this is 200,000 lines.
MAX_UNPACKED = 300_000_000
# A million texts of a usual length: all of them are in memory while a sheet is read.
MAX_TEXTS = 64_000_000
MAX_PARTS = 500
# Excel itself keeps no more in a cell.
MAX_TEXT = 32_767
LONGEST_FORMULA = 200
_PIECE = 1 << 16
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
# All that a broken, cut off, protected or forged archive was seen to raise.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, expat.ExpatError, NotImplementedError, RuntimeError, EOFError, KeyError,
    ValueError, IndexError, OSError,
)  # fmt: skip
Attributes = dict[str, str]


def sheets(path: Path) -> Generator[Sheet, None, None]:
    """The sheets of a workbook. Raises FileRefused, also while lines are read."""
    try:
        with zipfile.ZipFile(path) as archive:
            book = _Book.read(archive)
            for name, part in book.parts.items():
                yield Sheet(name, _lines(archive, part, book), typed=True)
    except _BROKEN:
        # The original may quote the content: it is left behind.
        raise FileRefused(damaged()) from None


@dataclass
class _Elements:
    """Attributes of the elements that are looked for, in order, whatever their namespace."""

    names: Collection[str]
    found: list[tuple[str, Attributes]] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)

    def start(self, name: str, attributes: Attributes) -> None:
        element = _local(name)
        self.inside.append(element)
        if element in self.names:
            self.found.append((self.inside[-2] if len(self.inside) > 1 else "", {"": element, **attributes}))

    def end(self, name: str) -> None:
        self.inside.pop()


@dataclass(frozen=True)
class _Book:
    """What the sheets share: their parts by name, the texts, which styles are dates, and day nought."""

    parts: Mapping[str, str]
    texts: Sequence[str]
    dates: frozenset[int]
    epoch: datetime.datetime

    @classmethod
    def read(cls, archive: zipfile.ZipFile) -> "_Book":
        parts = archive.infolist()
        # Of a part that holds more than the directory says, the rest is never read.
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise FileRefused(too_large())
        names = {part.filename for part in parts}
        # Two parts of one name: programs differ in which of them they show.
        if len({name.casefold() for name in names}) < len(parts):
            raise FileRefused(damaged())
        about = _elements(archive, "xl/workbook.xml", ("sheet", "workbookPr"))
        links = {link.get("Id"): link for _, link in _elements(archive, "xl/_rels/workbook.xml.rels",
                                                               ("Relationship",))}  # fmt: skip
        is_mac = any(one.get("date1904") in {"1", "true"} for _, one in about)
        found = {}
        for _, sheet in about:
            link = links.get(next((value for name, value in sheet.items() if _local(name) == "id"), None))
            if sheet[""] == "sheet" and link and link.get("Type", "").endswith("/worksheet"):
                found[sheet["name"]] = normpath(join("xl", link["Target"])).lstrip("/")
        return cls(
            parts=found,
            texts=_texts(archive) if "xl/sharedStrings.xml" in names else (),
            dates=_date_styles(archive) if "xl/styles.xml" in names else frozenset(),
            epoch=MAC_EPOCH if is_mac else WINDOWS_EPOCH,
        )


def _elements(archive: zipfile.ZipFile, part: str, names: Collection[str]) -> list[tuple[str, Attributes]]:
    """Each of these elements of a part: the name of its parent, and its attributes; its own name under ""."""
    reader = _Elements(names)
    for _ in _read(archive, part, reader.start, reader.end):
        if len(reader.found) > MAX_TEXT:
            raise FileRefused(damaged())
    return reader.found


def _date_styles(archive: zipfile.ZipFile) -> frozenset[int]:
    """Numbers of the cell styles that show a number as a day."""
    formats, styles = dict(BUILTIN_FORMATS), []
    for parent, one in _elements(archive, "xl/styles.xml", ("numFmt", "xf")):
        if one[""] == "numFmt":
            formats[int(one["numFmtId"])] = one.get("formatCode", "")
        elif parent == "cellXfs":
            styles.append(int(one.get("numFmtId", 0)))
    return frozenset(index for index, style in enumerate(styles) if is_date_format(formats.get(style, "")))


def _texts(archive: zipfile.ZipFile) -> list[str]:
    """The texts that cells refer to by number."""
    part = "xl/sharedStrings.xml"
    if archive.getinfo(part).file_size > MAX_TEXTS:
        raise FileRefused(too_large())
    texts: list[str] = []
    pieces: list[str] = []
    inside: list[str] = []

    def start(name: str, attributes: Attributes) -> None:
        inside.append(_local(name))
        if inside[-1] == "si":
            pieces.clear()

    def end(name: str) -> None:
        if inside.pop() == "si":
            texts.append("".join(pieces))

    def text(data: str) -> None:
        # How a text is pronounced (rPh) is no part of it.
        if inside[-1] == "t" and "rPh" not in inside:
            pieces.append(data)

    for _ in _read(archive, part, start, end, text):
        if sum(map(len, pieces)) > MAX_TEXT:
            raise FileRefused(too_large())
    return texts


def _read(
    archive: zipfile.ZipFile,
    part: str,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None],
    text: Callable[[str], None] | None = None,
) -> Iterator[None]:
    # Go past a part, with a pause after each piece. One that declares anything, as entities, is refused.
    parser = expat.ParserCreate()
    parser.buffer_text = True
    # Entities that name each other unfold a small file into gigabytes; no workbook has any.
    parser.StartDoctypeDeclHandler = _refuse_declarations
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = text
    with archive.open(part) as stream:
        while piece := stream.read(_PIECE):
            parser.Parse(piece, False)
            yield
    parser.Parse(b"", True)
    yield


def _refuse_declarations(*declaration: object) -> None:
    raise FileRefused(damaged())


def _local(name: str) -> str:
    """A name without the prefix of its namespace."""
    return name.rpartition(":")[2] if ":" in name else name


def _lines(archive: zipfile.ZipFile, part: str, book: _Book) -> Generator[SheetLine, None, None]:
    reader = _SheetReader(book)
    try:
        for _ in _read(archive, part, reader.start, reader.end, reader.text):
            yield from reader.done
            reader.done.clear()
    except _BROKEN:
        raise FileRefused(damaged()) from None


class _SheetReader:
    """Gathers the cells of a sheet into lines; lines that are not there are blank ones."""

    def __init__(self, book: _Book) -> None:
        self.book = book
        self.done: list[SheetLine] = []
        self.row = self.column = 0
        self.cells: list[Cell] = []
        self.kind, self.style, self.formula = "n", 0, False
        # What is being read: the value (v), a text in place (t), a formula (f), or nothing.
        self.reading = ""
        self.value: list[str] = []
        self.size = 0

    def start(self, name: str, attributes: Attributes) -> None:
        element = _local(name)
        if element == "c":
            self.column = self._column_of(attributes.get("r"))
            self.kind, self.style = attributes.get("t", "n"), int(attributes.get("s", 0))
            self.value, self.size, self.formula = [], 0, False
        elif element in {"v", "t", "f"}:
            self.reading = element
            if element == "f":
                self.formula, self.value, self.size = True, [], 0
        elif element == "row":
            row = int(attributes.get("r", self.row + 1))
            # Rows out of order would make the numbers in a report point elsewhere.
            if row <= self.row:
                raise FileRefused(damaged())
            if row <= LAST_ROW:
                self.done.extend(SheetLine(number, ()) for number in range(self.row + 1, row))
            self.row, self.column, self.cells = row, 0, []

    def text(self, data: str) -> None:
        # Beside a formula its outcome is not read.
        if self.reading and (self.reading == "f" or not self.formula):
            self.size += len(data)
            if self.size > MAX_TEXT:
                raise FileRefused(too_large())
            self.value.append(data)

    def end(self, name: str) -> None:
        element = _local(name)
        if element == self.reading:
            self.reading = ""
        elif element == "c":
            if self.value or self.formula:
                if self.column > MAX_COLUMNS or self.row > LAST_ROW:
                    raise FileRefused(too_large())
                self.cells.extend([None] * (self.column - 1 - len(self.cells)))
                self.cells.append(self._cell("".join(self.value)))
        elif element == "row" and self.row <= LAST_ROW:
            self.done.append(SheetLine(self.row, self.cells))

    def _column_of(self, reference: str | None) -> int:
        if reference is None:
            return self.column + 1
        match = _REFERENCE.fullmatch(reference)
        if not match or int(match[2]) != self.row:
            raise FileRefused(damaged())
        number = 0
        for letter in match[1]:
            number = number * 26 + ord(letter) - 64
        if number <= self.column:
            raise FileRefused(damaged())
        return number

    def _cell(self, text: str) -> Cell:
        if self.formula:
            return Formula(text[:LONGEST_FORMULA])
        if self.kind == "s":
            return self.book.texts[int(text)]
        if self.kind == "b":
            return text == "1"
        if self.kind != "n":
            return text
        number = float(text)
        if self.style in self.book.dates:
            try:
                return from_excel(number, self.book.epoch)
            # A number that is no day stays as it was written, to be reported.
            except (ValueError, OverflowError):
                return text
        return int(number) if number.is_integer() else number
