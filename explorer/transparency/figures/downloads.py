"""The figures of a date as a file: CSV to open in a spreadsheet, JSON for programs. Both say the same."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping

from explorer.release.models import Figures
from explorer.transparency.figures.columns import COLUMNS
from explorer.transparency.figures.places import Place

# Not a number, so that no spreadsheet can add it up as nought. What is not in the set at all stays empty.
NOT_SHOWN = "x"
DELIMITER = ";"
# Spreadsheets take a text without this mark for another encoding than UTF-8.
BYTE_ORDER_MARK = "\ufeff"
ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\n")
LEVELS = {"NL": "land", "AM": "regio", "GM": "gemeente"}
PLACE_HEADERS = ("datum", "niveau", "code", "naam", "regio", "register", "register_datum", "register_bron")
# About the whole file, so that it is not lost when lines of several dates are put together.
LAST_HEADERS = ("verzonnen", "toelichting")
FORMAT = 1


def as_csv(edition: Figures, place: Place, region: str = "") -> str:
    """A line for the place and for each place in it, with semicolons, as Dutch spreadsheets expect."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=DELIMITER)
    writer.writerow((*PLACE_HEADERS, *(column.header for column in COLUMNS), *LAST_HEADERS))
    last = ("ja" if edition.synthetic else "nee", harmless(edition.note))
    for code, one in _places(place, region):
        register = one.register
        level = LEVELS.get(one.code[:2], "")
        numbers = [
            (NOT_SHOWN if one.is_due(column.key) else "") if count is None else str(count)
            for column in COLUMNS
            for count in (one.count(column.key),)
        ]
        total = (str(register.people), register.on.isoformat(), register.source) if register else ("", "", "")
        writer.writerow(
            (
                edition.on.isoformat(),
                level,
                *map(harmless, (one.code, one.name, code, *total)),
                *numbers,
                *last,
            )
        )
    return BYTE_ORDER_MARK + file.getvalue()


def as_json(edition: Figures, place: Place, region: str = "") -> str:
    """An object for the place with those of the places in it; null is a number that is not shown."""
    about = {
        "format": FORMAT,
        "on": edition.on.isoformat(),
        "published_at": edition.published_at.isoformat(),
        "release": edition.release_number,
        "threshold": edition.threshold,
        "synthetic": edition.synthetic,
        "note": {"nl": edition.note, "en": edition.note_en},
        "region": region or None,
    }
    # Letters as they are: a name with an accent stays readable in the file.
    return json.dumps({**about, "place": _object(place)}, ensure_ascii=False, indent=1)


FORMS: Mapping[str, tuple[str, Callable[..., str]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "json": ("application/json", as_json),
}


def harmless(text: str) -> str:
    """A text that a spreadsheet never takes for a formula."""
    return f"'{text}" if text.startswith(ACTIVE) else text


def _places(place: Place, region: str) -> Iterator[tuple[str, Place]]:
    """Each with the region it is in, if any."""
    yield region, place
    for part in place.parts:
        yield from _places(part, place.code if place.is_region else region)


def _object(place: Place) -> dict[str, object]:
    total = place.register
    register = total and {"people": total.people, "on": total.on.isoformat(), "source": total.source}
    found: dict[str, object] = {"code": place.code, "name": place.name, "register": register}
    found["figures"] = {column.key: place.count(column.key) for column in COLUMNS}
    if place.parts:
        found["parts"] = list(map(_object, place.parts))
    return found
