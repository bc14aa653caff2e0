"""Reads the project's own vocabulary files: one CSV per attribute, a concept per line.

Everything that can be judged from the files alone is judged here, before the
database is touched.
"""

import datetime
import math
from collections.abc import Iterator
from pathlib import Path

from django.db.models import CharField

from explorer.release.models import NOT_APPLICABLE, NOT_RECORDED
from profiles.vocabulary.attributes import BY_NAME
from profiles.vocabulary.csv_lines import read_lines
from profiles.vocabulary.models import Concept
from profiles.vocabulary.rows import Row, Value, VocabularyError

DATA = Path(__file__).parent / "data"
HEADER = (
    "code", "parent", "scheme", "uri", "label_nl", "label_en", "synonyms_nl", "synonyms_en",
    "valid_from", "valid_until", "latitude", "longitude",
)  # fmt: skip
# Made at publication for every attribute; a row of the vocabulary may not take their place.
RESERVED = {NOT_RECORDED, NOT_APPLICABLE}
LENGTHS = {
    field.name: field.max_length
    for field in Concept._meta.fields
    if isinstance(field, CharField) and field.name in HEADER and field.max_length
}
SYNONYM_LENGTH = 200


def read_vocabulary(directory: Path) -> list[Row]:
    """Rows of all `<attribute>.csv` in a directory, each attribute in the order of its file.

    Raises VocabularyError at the first fault.
    """
    if not directory.is_dir():
        raise VocabularyError(str(directory), "is not a directory")
    files = sorted(directory.glob("*.csv"))
    if not files:
        raise VocabularyError(str(directory), "holds no vocabulary files (<attribute>.csv)")
    return [row for file in files for row in read_file(file)]


def read_file(file: Path) -> list[Row]:
    """Rows of one file, its name being the attribute."""
    if file.stem not in BY_NAME:
        raise VocabularyError(file.name, f"there is no attribute “{file.stem}”")
    seen: dict[str, str] = {}
    rows = []
    for position, (origin, cells) in enumerate(_records(file), start=1):
        row = _row(file.stem, cells, position, origin)
        if row.code in seen:
            raise VocabularyError(origin, f"code “{row.code}” was already used in {seen[row.code]}")
        seen[row.code] = origin
        rows.append(row)
    return rows


def _records(file: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Origin and named cells of each line below the header."""
    lines = read_lines(file)
    _, header = next(lines, ("", []))
    if tuple(header) != HEADER:
        raise VocabularyError(f"{file.name}, line 1", f"the header must be {','.join(HEADER)}")
    for origin, cells in lines:
        if len(cells) != len(HEADER):
            raise VocabularyError(origin, f"{len(cells)} cells instead of {len(HEADER)}")
        yield origin, dict(zip(HEADER, cells, strict=True))


def _row(attribute: str, cells: dict[str, str], position: int, origin: str) -> Row:
    for name in ("code", "label_nl", "label_en"):
        if not cells[name]:
            raise VocabularyError(origin, f"{name} is empty")
    for name, length in LENGTHS.items():
        if len(cells[name]) > length:
            raise VocabularyError(origin, f"{name} is longer than {length} characters")
    if cells["code"] in RESERVED:
        raise VocabularyError(origin, f"code “{cells['code']}” is made at publication and cannot be loaded")
    values: dict[str, Value] = {
        "parent": cells["parent"] or None,
        "label_nl": cells["label_nl"],
        "label_en": cells["label_en"],
        "synonyms_nl": _synonyms(cells["synonyms_nl"], origin),
        "synonyms_en": _synonyms(cells["synonyms_en"], origin),
        "position": position,
        **_validity(cells, origin),
        **_point(cells, origin),
    }
    # An empty scheme or uri says nothing: load_esco may have linked the concept.
    values |= {name: cells[name] for name in ("scheme", "uri") if cells[name]}
    return Row(attribute=attribute, code=cells["code"], values=values, origin=origin)


def _synonyms(cell: str, origin: str) -> list[str]:
    """Words between bars, each once."""
    words = list(dict.fromkeys(word.strip() for word in cell.split("|") if word.strip()))
    if any(len(word) > SYNONYM_LENGTH for word in words):
        raise VocabularyError(origin, f"a synonym is longer than {SYNONYM_LENGTH} characters")
    return words


def _validity(cells: dict[str, str], origin: str) -> dict[str, Value]:
    first, last = (_date(cells, name, origin) for name in ("valid_from", "valid_until"))
    if first and last and last < first:
        raise VocabularyError(origin, "valid_until lies before valid_from")
    return {"valid_from": first, "valid_until": last}


def _date(cells: dict[str, str], name: str, origin: str) -> str | None:
    if not cells[name]:
        return None
    try:
        return datetime.date.fromisoformat(cells[name]).isoformat()
    except ValueError as error:
        raise VocabularyError(origin, f"{name} “{cells[name]}” is no date (YYYY-MM-DD)") from error


def _point(cells: dict[str, str], origin: str) -> dict[str, Value]:
    latitude = _degrees(cells, "latitude", 90, origin)
    longitude = _degrees(cells, "longitude", 180, origin)
    if (latitude is None) != (longitude is None):
        raise VocabularyError(origin, "a point needs both latitude and longitude")
    return {"latitude": latitude, "longitude": longitude}


def _degrees(cells: dict[str, str], name: str, most: int, origin: str) -> float | None:
    if not cells[name]:
        return None
    try:
        degrees = float(cells[name])
    except ValueError:
        degrees = math.nan
    if not abs(degrees) <= most:
        raise VocabularyError(origin, f"{name} “{cells[name]}” is no number of degrees")
    return degrees
