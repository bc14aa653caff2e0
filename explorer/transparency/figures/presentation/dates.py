"""Of which date a page tells, which other dates there are, and what was said with them."""

from dataclasses import dataclass

from django.utils.translation import get_language

from explorer.release.models import Figures
from explorer.transparency.figures.reading import Shelf
from explorer.transparency.figures.wording import day, note_of


@dataclass(frozen=True)
class DateLink:
    """A date with its figures; `note` where something was said with them, such as what was corrected."""

    edition: Figures
    text: str
    note: str


@dataclass(frozen=True)
class Dates:
    """`newer` is the newest date, where the page tells of an older one."""

    this: DateLink
    newer: DateLink | None
    all: tuple[DateLink, ...]


def dates(shelf: Shelf, edition: Figures) -> Dates:
    links = tuple(map(_link, shelf.editions))
    this = _link(edition)
    return Dates(this, None if edition == shelf.newest else links[0], links)


def _link(edition: Figures) -> DateLink:
    return DateLink(edition, day(edition.on), note_of(edition, get_language() or ""))
