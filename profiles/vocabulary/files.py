"""Reads the project's own vocabulary files: one CSV per attribute, a concept per line.

Everything that can be judged from the files alone is judged here, before the
database is touched.
"""

import datetime
import math
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from django.db.models import CharField

from explorer.release.models import NOT_APPLICABLE, NOT_RECORDED
from profiles.vocabulary.attributes import BY_NAME
from profiles.vocabulary.csv_lines import read_records
from profiles.vocabulary.models import Concept
from profiles.vocabulary.rows import ConceptRow, Value, VocabularyError

DATA = Path(__file__).parent / "data"
HEADER = (
    "code", "parent", "scheme", "uri", "label_nl", "label_en", "synonyms_nl", "synonyms_en",
    "valid_from", "valid_until", "latitude", "longitude",
)  # fmt: skip
DISPLAY = Path("words") / "display.csv"
DISPLAY_HEADER = ("attribute", "code", "display_nl", "display_en", "is_heading")
PLAIN: Mapping[str, Value] = {"display_nl": "", "display_en": "", "is_heading": False}
# Made at publication for every attribute; a row of the vocabulary may not take their place.
RESERVED = {NOT_RECORDED, NOT_APPLICABLE}
LENGTHS = {
    field.name: field.max_length
    for field in Concept._meta.fields
    if isinstance(field, CharField) and field.name in (*HEADER, *DISPLAY_HEADER) and field.max_length
}
SYNONYM_LENGTH = 200


def read_vocabulary(directory: Path) -> list[ConceptRow]:
    """Rows of all `<attribute>.csv` in a directory, each attribute in the order of its file.

    With plain labels from `words/display.csv` where there is one. Raises VocabularyError at the first fault.
    """
    if not directory.is_dir():
        raise VocabularyError(str(directory), "is not a directory")
    files = sorted(directory.glob("*.csv"))
    if not files:
        raise VocabularyError(str(directory), "holds no vocabulary files (<attribute>.csv)")
    rows = [row for file in files for row in read_file(file)]
    if not (directory / DISPLAY).exists():
        return rows
    display = read_display(directory / DISPLAY, {row.key for row in rows})
    # PLAIN where a word has no line any more: what an earlier file said is taken back.
    return [replace(row, values={**row.values, **display.get(row.key, PLAIN)}) for row in rows]


def read_display(file: Path, known: set[tuple[str, str]]) -> dict[tuple[str, str], Mapping[str, Value]]:
    """Plain labels and headings by (attribute, code)."""
    found: dict[tuple[str, str], Mapping[str, Value]] = {}
    for origin, cells in read_records(file, DISPLAY_HEADER):
        key = cells["attribute"], cells["code"]
        if key not in known:
            raise VocabularyError(origin, f"there is no “{cells['code']}” among {cells['attribute']}")
        if key in found:
            raise VocabularyError(origin, f"“{cells['code']}” is here twice")
        _check_lengths(cells, origin)
        if cells["is_heading"] not in ("", "ja"):
            raise VocabularyError(origin, "is_heading is “ja” or empty")
        found[key] = {
            "display_nl": cells["display_nl"],
            "display_en": cells["display_en"],
            "is_heading": cells["is_heading"] == "ja",
        }
    return found


def read_file(file: Path) -> list[ConceptRow]:
    """Rows of one file, its name being the attribute."""
    if file.stem not in BY_NAME:
        raise VocabularyError(file.name, f"there is no attribute “{file.stem}”")
    seen: dict[str, str] = {}
    rows = []
    for position, (origin, cells) in enumerate(read_records(file, HEADER), start=1):
        for name in ("code", "label_nl", "label_en"):
            if not cells[name]:
                raise VocabularyError(origin, f"{name} is empty")
        _check_lengths(cells, origin)
        if cells["code"] in RESERVED:
            raise VocabularyError(
                origin, f"code “{cells['code']}” is made at publication and cannot be loaded"
            )
        latitude = _degrees(cells, "latitude", 90, origin)
        longitude = _degrees(cells, "longitude", 180, origin)
        if (latitude is None) != (longitude is None):
            raise VocabularyError(origin, "a point needs both latitude and longitude")
        values: dict[str, Value] = {
            "parent": cells["parent"] or None,
            "label_nl": cells["label_nl"],
            "label_en": cells["label_en"],
            "synonyms_nl": _synonyms(cells["synonyms_nl"], origin),
            "synonyms_en": _synonyms(cells["synonyms_en"], origin),
            # The order of the file is the order on the page.
            "position": position,
            **_validity(cells, origin),
            "latitude": latitude,
            "longitude": longitude,
        }
        # An empty scheme or uri says nothing: load_esco may have linked the concept.
        values |= {name: cells[name] for name in ("scheme", "uri") if cells[name]}
        row = ConceptRow(attribute=file.stem, code=cells["code"], values=values, origin=origin)
        # In the file, before the database: the error can still name both lines.
        if row.code in seen:
            raise VocabularyError(origin, f"code “{row.code}” was already used in {seen[row.code]}")
        seen[row.code] = origin
        rows.append(row)
    return rows


def _check_lengths(cells: Mapping[str, str], origin: str) -> None:
    for name, cell in cells.items():
        if len(cell) > LENGTHS.get(name, len(cell)):
            raise VocabularyError(origin, f"{name} is longer than {LENGTHS[name]} characters")


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


def _degrees(cells: dict[str, str], name: str, most: int, origin: str) -> float | None:
    if not cells[name]:
        return None
    try:
        degrees = float(cells[name])
    except ValueError:
        degrees = math.nan
    # Written so that NaN, of which every comparison is false, is refused too.
    if not abs(degrees) <= most:
        raise VocabularyError(origin, f"{name} “{cells[name]}” is no number of degrees")
    return degrees
