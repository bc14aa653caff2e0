"""The date of a page, the other dates there are, and what was said with them."""

from dataclasses import dataclass

from django.utils.translation import get_language

from explorer.release.models import Figures
from explorer.search.wording import all_of
from explorer.transparency.figures.reading import Shelf
from explorer.transparency.figures.wording import day, note_of


@dataclass(frozen=True)
class DateLink:
    """A date with its figures; `note` where something was said with them, such as what was corrected."""

    edition: Figures
    text: str
    note: str


@dataclass(frozen=True)
class Note:
    """What was said with one or more dates of the trend."""

    dates: str
    text: str


@dataclass(frozen=True)
class Dates:
    """`newer` is the newest date, where the page is of an older one; `notes` are of all until its own."""

    this: DateLink
    newer: DateLink | None
    notes: tuple[Note, ...]


def dates(shelf: Shelf, edition: Figures) -> Dates:
    links = tuple(map(_link, shelf.editions))
    this = _link(edition)
    until = [link for link in links if link.edition.on <= edition.on]
    # The same words of several dates are written once.
    notes: list[Note] = []
    by_text: dict[str, list[str]] = {}
    for link in until:
        by_text.setdefault(link.note, []).append(link.text)
    for text, dated in by_text.items():
        if text:
            notes.append(Note(all_of(dated), text))
    return Dates(this, None if edition == shelf.newest else links[0], tuple(notes))


def _link(edition: Figures) -> DateLink:
    return DateLink(edition, day(edition.on), note_of(edition, get_language() or ""))
