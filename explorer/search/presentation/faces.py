"""What a card says of a profile whatever was searched; kept for the profiles that were shown lately."""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.utils.translation import gettext as _

from explorer.search.concepts import Concept, Concepts
from explorer.search.matching.rows import Row
from explorer.search.presentation.amounts import crowd
from explorer.search.presentation.headline import (
    Shown,
    hours,
    joined_headline,
    place,
    telling,
    work,
    work_facts,
    work_words,
)
from explorer.search.presentation.pattern import Pattern, Patterns, piece

MOST = 10_000
"""Faces that are kept: about 20 MB; as many texts and more are shared by them."""
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
CARD = ("position", "url", "title", "fit", "marks", "tags", "availability", "crowd")
Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class Face:
    """What no search changes of a card, which is `plain` without wishes and else `judged` by them.

    `said` are pieces of the card; `told` are numbers of facts, and how many of them become tags.
    """

    place: str
    hours: str
    plain: Pattern
    judged: Pattern
    said: Mapping[str, bytes]
    told: tuple[tuple[int, list[int]], ...]
    taggable: frozenset[int]
    usual_tags: bytes


class Faces:
    """The faces of one release in one language, the eldest forgotten first."""

    def __init__(self, patterns: Patterns, concepts: Concepts) -> None:
        self._patterns, self._concepts = patterns, concepts
        self._list = patterns.pattern("explorer/_tags.html", {}, ["tags"])
        self._kept: dict[int, Face] = {}
        self._tags: dict[int, bytes] = {}
        self._said: dict[Hashable, str] = {}

    def of(self, row: Row) -> Face:
        """The face of a profile."""
        known = self._kept.get(row.number)
        if known is None:
            if len(self._kept) >= MOST:
                self._kept.pop(next(iter(self._kept), row.number), None)
            known = self._kept[row.number] = self._make(row)
        return known

    def _make(self, row: Row) -> Face:
        shown = row.shown
        told = tuple(_told(shown))
        where = self._say(place, shown, *telling(shown, "place"))
        when = self._say(hours, shown, *telling(shown, "hours"))
        what = self._say(work, shown, *work_words(shown))
        begins = self._say(availability, row, *shown.get("availability", ()))
        said = {
            "title": piece(joined_headline(what, when, where)),
            "availability": piece(begins),
            "crowd": piece(self._say(crowd, row, row.band if row.is_group else row.people)),
        }
        taggable = frozenset([number for _, facts in told for number in facts])
        cards = self._cards(bool(begins))
        return Face(where, when, *cards, said, told, taggable, self._tags_of(told, ()))

    def _cards(self, known: bool) -> tuple[Pattern, Pattern]:
        plain, judged = (
            self._patterns.pattern("explorer/_card.html", {"judged": is_judged, "known": known}, CARD)
            for is_judged in (False, True)
        )
        return plain, judged

    def tags(self, face: Face, but: Collection[int]) -> bytes:
        """What a profile tells beside its headline and these facts."""
        return face.usual_tags if face.taggable.isdisjoint(but) else self._tags_of(face.told, but)

    def _tags_of(self, told: Iterable[tuple[int, list[int]]], but: Collection[int]) -> bytes:
        tags: list[bytes] = []
        for most, facts in told:
            left = [number for number in facts if number not in but]
            tags += [self._tags.get(number) or self._tag(number) for number in left[:most]]
        return self._list.fill({"tags": b"".join(tags[:MOST_TAGS])}) if tags else b""

    def _say(self, say: Callable[[Told], str], of: Told, *by: Concept | Hashable) -> str:
        """What is said of something that only differs by this: many profiles tell the same."""
        key = (say, *[one.number if isinstance(one, Concept) else one for one in by])
        known = self._said.get(key)
        if known is None:
            if len(self._said) >= MOST:
                self._said.clear()
            known = self._said[key] = say(of)
        return known

    def _tag(self, number: int) -> bytes:
        label = self._concepts[number].label
        known = self._tags[number] = self._patterns.fill("explorer/_tag.html", {}, tag=label)
        return known


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


def _told(shown: Shown) -> Iterator[tuple[int, list[int]]]:
    named = {fact.number for fact in work_facts(shown)}
    for attribute, most in TAGS:
        facts = [fact.number for fact in telling(shown, attribute) if fact.number not in named]
        if facts:
            yield most, facts
