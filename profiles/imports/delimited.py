"""The one table of a text file with separators, read a line at a time."""

import codecs
import csv
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TextIO

from django.utils.translation import gettext as _

from profiles.imports.files import LAST_ROW, MAX_COLUMNS, FileRefused, Sheet, SheetLine, too_large

_SEPARATORS = (";", ",", "\t")
_PIECE = 1 << 20
# Characters of a line that are looked at to find the separator.
_HEADER = 100_000
_TWO_BYTES = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def sheets(path: Path) -> Generator[Sheet, None, None]:
    """The file as a single sheet of texts. Raises FileRefused."""
    with path.open(encoding=_encoding_of(path), newline="") as stream:
        first = stream.readline(_HEADER)
        separator = max(_SEPARATORS, key=first.count)
        stream.seek(0)
        yield Sheet(path.name, _lines(stream, separator), typed=False)


def _encoding_of(path: Path) -> str:
    # UTF-8, or else what old Excel writes; nearly any bytes pass for the latter, so it is tried last.
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_utf8, last = True, b""
    with path.open("rb") as stream:
        start = stream.read(3)
        if start.startswith(_TWO_BYTES):
            raise FileRefused(_not_text())
        stream.seek(0)
        while piece := stream.read(_PIECE):
            if b"\x00" in piece:
                raise FileRefused(_not_text())
            last = piece
            try:
                decoder.decode(piece) if is_utf8 else None
            except UnicodeDecodeError:
                is_utf8 = False
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        # Cut off within a letter: not UTF-8 to the end, and read as such it would be mended in silence.
        is_utf8 = False
    # These five mean nothing in Windows-1252: then it is neither.
    if not is_utf8 and any(byte in last for byte in b"\x81\x8d\x8f\x90\x9d"):
        raise FileRefused(_not_text())
    return "utf-8-sig" if is_utf8 else "cp1252"


def _lines(stream: TextIO, separator: str) -> Generator[SheetLine, None, None]:
    reader = csv.reader(_ended(stream), delimiter=separator, strict=True)
    number, width, last = 1, 0, 0
    try:
        for cells in reader:
            if number > LAST_ROW or len(cells) > MAX_COLUMNS:
                raise FileRefused(too_large())
            yield SheetLine(number, cells)
            number, width, last = reader.line_num + 1, max(width, len(cells)), len(cells)
    except csv.Error:
        raise FileRefused(_cut_off()) from None
    except UnicodeDecodeError:
        raise FileRefused(_not_text()) from None
    # Short of cells and without an end of line: the file was cut off within its last line.
    if last < width and not _ends_a_line(stream):
        raise FileRefused(_cut_off())


def _ended(stream: TextIO) -> Iterator[str]:
    """Lines, none of them longer than a table of this size can have."""
    while line := stream.readline(_HEADER):
        # A file without line ends would come into memory as one line.
        if len(line) >= _HEADER:
            raise FileRefused(too_large())
        yield line


def _ends_a_line(stream: TextIO) -> bool:
    with Path(stream.name).open("rb") as content:
        content.seek(-1, 2)
        return content.read(1) in {b"\n", b"\r"}


def _cut_off() -> str:
    return _(
        "Dit csv-bestand is niet heel: het stopt midden in een regel, of een aanhalingsteken sluit niet."
    )


def _not_text() -> str:
    return _("Dit csv-bestand is geen leesbare tekst. Sla het op als csv (UTF-8).")
