"""A candidate in the list: why first, then what else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from explorer.search.matching.rows import Row
from explorer.search.presentation.faces import Face
from explorer.search.presentation.marks import Mark, marks
from explorer.search.presentation.pattern import Patterns, joined
from explorer.search.presentation.prepared import Prepared


@dataclass(frozen=True, slots=True)
class Card:
    """`fit` says in words how many wishes it meets; empty without wishes."""

    title: str
    url: str
    fit: str
    marks: tuple[Mark, ...]
    tags: tuple[str, ...]
    availability: str
    crowd: str


def card(row: Row, face: Face, profile_url: str) -> Card:
    """The card of a row, for the search it was found by; `profile_url` has a place for the reference."""
    return Card(
        title=face.title,
        url=profile_url % row.reference,
        fit=fit(row),
        marks=marks(row, face),
        tags=face.tags({fact for verdict in row.verdicts for fact in verdict.facts}),
        availability=face.availability,
        crowd=face.crowd,
    )


def cards(prepared: Prepared, rows: Iterable[Row], *, profile_url: str) -> SafeString:
    """The cards of a page, one after another."""
    return joined(_cards(prepared, rows, profile_url))


def _cards(prepared: Prepared, rows: Iterable[Row], profile_url: str) -> Iterator[SafeString]:
    for position, row in enumerate(rows, start=1):
        yield _html(prepared.patterns, card(row, prepared.faces.of(row), profile_url), position)


def _html(patterns: Patterns, card: Card, position: int) -> SafeString:
    return patterns.fill(
        "explorer/_card.html",
        {"fits": bool(card.fit), "tagged": bool(card.tags), "known": bool(card.availability)},
        position=position,
        title=card.title,
        url=card.url,
        fit=card.fit,
        marks=joined(mark_html(patterns, mark) for mark in card.marks),
        tags=joined(patterns.fill("explorer/_tag.html", {}, tag=tag) for tag in card.tags),
        availability=card.availability,
        crowd=card.crowd,
    )


def mark_html(patterns: Patterns, mark: Mark) -> SafeString:
    """A mark in a list of them."""
    state = {"answer": str(mark.answer), "icon": mark.icon, "word": mark.word}
    return patterns.fill("explorer/_mark.html", state, text=mark.text)


def fit(row: Row) -> str:
    """How many of the wishes the profile meets, in words; no score."""
    wishes, met = len(row.verdicts), row.met
    if met == wishes:
        return ngettext("Past bij uw wens", "Past bij al uw wensen", wishes) if wishes else ""
    if not met:
        return ngettext("Wij weten niet of uw wens past", "Wij weten niet of uw wensen passen", wishes)
    unknown = ngettext("%(unknown)d is onbekend", "%(unknown)d zijn onbekend", wishes - met)
    said = _("Past bij %(met)d van uw %(wishes)d wensen")
    return f"{said}, {unknown}" % {"met": met, "wishes": wishes, "unknown": wishes - met}
