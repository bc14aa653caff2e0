"""What a card says of a profile whatever was searched; kept for the profiles that were shown lately."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from explorer.search.concepts import Concept
from explorer.search.matching.rows import Row
from explorer.search.presentation.amounts import crowd
from explorer.search.presentation.headline import headline, hours, place, telling, work_facts

MOST = 10_000
"""Faces that are kept: about 20 MB."""
MOST_TAGS = 5
# Attribute and how many of its facts stand among the tags, the most telling first.
TAGS = (
    ("task", 1),
    ("education", 1),
    ("skill", 2),
    ("licence", 1),
    ("affinity", 1),
    ("competence", 1),
    ("transport", 1),
    ("language", 1),
)


@dataclass(frozen=True, slots=True)
class Face:
    """The part of a card that no search changes. `told` is what can become a tag, by attribute."""

    title: str
    place: str
    hours: str
    availability: str
    crowd: str
    told: tuple[tuple[int, tuple[Concept, ...]], ...]

    def tags(self, but: Collection[Concept]) -> tuple[str, ...]:
        """What the profile tells beside its headline and these facts."""
        return tuple(self._tags(but))[:MOST_TAGS]

    def _tags(self, but: Collection[Concept]) -> Iterator[str]:
        for most, facts in self.told:
            yield from [fact.label for fact in facts if fact not in but][:most]


class Faces:
    """The faces of one release in one language, the eldest forgotten first."""

    def __init__(self) -> None:
        self._kept: dict[int, Face] = {}

    def of(self, row: Row) -> Face:
        """The face of a profile."""
        known = self._kept.get(row.number)
        if known is None:
            if len(self._kept) >= MOST:
                self._kept.pop(next(iter(self._kept), row.number), None)
            known = self._kept[row.number] = face(row)
        return known


def face(row: Row) -> Face:
    """What a card says of a profile, made anew."""
    return Face(
        title=headline(row.shown),
        place=place(row.shown),
        hours=hours(row.shown),
        availability=availability(row),
        crowd=crowd(row),
        told=tuple(_told(row)),
    )


def availability(row: Row) -> str:
    """When somebody can begin, as a sentence."""
    sentences = {
        "meteen": _("Kan meteen beginnen"),
        "binnen-1-maand": _("Kan binnen een maand beginnen"),
        "binnen-3-maanden": _("Kan binnen 3 maanden beginnen"),
        "later": _("Kan later beginnen"),
    }
    known = row.availability
    return sentences.get(known.code, "") if known else ""


def _told(row: Row) -> Iterator[tuple[int, tuple[Concept, ...]]]:
    named = work_facts(row.shown)
    for attribute, most in TAGS:
        facts = tuple(fact for fact in telling(row.shown, attribute) if fact not in named)
        if facts:
            yield most, facts
