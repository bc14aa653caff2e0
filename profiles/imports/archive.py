"""An .xlsx file is a zip of XML parts: measured before anything unpacks it in memory."""

import sys
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from posixpath import join, normpath
from xml.parsers.expat import ExpatError

from profiles.imports.files import FileRefused, damaged, too_large
from profiles.imports.markup import CHUNK, local_name, read_elements

# Of the synthetic export of 3,410 lines 5 MB is unpacked: this is 200,000 lines.
MAX_UNPACKED = 300_000_000
MAX_PARTS = 500
# All that a broken, cut off, protected or forged archive was seen to raise.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, ExpatError, NotImplementedError, RuntimeError, EOFError, KeyError,
    ValueError, OSError,
)  # fmt: skip


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """The archive, once its unpacked size was found to be in bounds. All that is wrong is a FileRefused."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check_unpacked_size(archive)
            yield archive
    except _BROKEN:
        # The original may quote the content: it is left behind.
        raise FileRefused(damaged()) from None


def _check_unpacked_size(archive: zipfile.ZipFile) -> None:
    """By what the directory says first, then by what really comes out, since a directory can lie."""
    parts = archive.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise FileRefused(too_large())
    if len({part.filename.casefold() for part in parts}) < len(parts):
        raise FileRefused(damaged())
    left = MAX_UNPACKED
    for part in parts:
        part.file_size = sys.maxsize
        with archive.open(part) as stream:
            while chunk := stream.read(CHUNK):
                left -= len(chunk)
                if left <= 0:
                    raise FileRefused(too_large())


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Name of each sheet, and the part of the archive that holds it."""
    with archive.open("xl/workbook.xml") as stream:
        sheets = read_elements(stream, "sheet")
    with archive.open("xl/_rels/workbook.xml.rels") as stream:
        links = {link.get("Id"): link.get("Target", "") for link in read_elements(stream, "Relationship")}
    return {
        sheet["name"]: normpath(join("xl", links[_link(sheet)])).lstrip("/")
        for sheet in sheets
        if "name" in sheet and _link(sheet) in links
    }


def _link(sheet: Mapping[str, str]) -> str:
    return next((value for name, value in sheet.items() if local_name(name) == "id"), "")
