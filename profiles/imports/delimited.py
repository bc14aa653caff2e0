"""The one table of a text file with separators."""

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from profiles.imports.files import MAX_ROWS, FileRefused, Line, Sheet, too_large

_SEPARATORS = (";", ",", "\t")
# Old Excel writes the second; nearly any bytes pass for it, so it is tried last.
_ENCODINGS = ("utf-8-sig", "cp1252")


def sheets(path: Path) -> Iterator[Sheet]:
    """The file as a single sheet of texts. Raises FileRefused."""
    text = _decoded(path.read_bytes())
    first = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    yield Sheet(path.name, _lines(text, separator), typed=False)


def _decoded(content: bytes) -> str:
    # Neither of a text: a NUL byte, or the mark of an encoding with two bytes a letter.
    if b"\x00" in content or content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise FileRefused(_not_text())
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileRefused(_not_text())


def _lines(text: str, separator: str) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number, width, last = 1, 0, 0
    try:
        for cells in reader:
            if number > MAX_ROWS:
                raise FileRefused(too_large())
            yield Line(number, cells)
            number, width, last = reader.line_num + 1, max(width, len(cells)), len(cells)
    except csv.Error:
        raise FileRefused(_cut_off()) from None
    if last < width and not text.endswith(("\n", "\r")):
        raise FileRefused(_cut_off())


def _cut_off() -> str:
    return _(
        "Dit csv-bestand is niet heel: het stopt midden in een regel, of een aanhalingsteken sluit niet."
    )


def _not_text() -> str:
    return _("Dit csv-bestand is geen leesbare tekst. Sla het op als csv (UTF-8).")
