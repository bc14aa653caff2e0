"""What a card says of a profile whatever was searched; kept for the profiles that were shown lately."""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from explorer.search.concepts import Concept
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
from explorer.search.presentation.pattern import Patterns, joined, piece

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
Tag = tuple[int, SafeString]
"""The number of a fact, and its name as a piece of a page."""
Choosable = tuple[tuple[int, tuple[Tag, ...]], ...]
Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class Face:
    """The part of a card that no search changes. `told` is what can become a tag, and how many of those."""

    title: SafeString
    place: str
    hours: str
    availability: SafeString
    crowd: SafeString
    told: Choosable
    usual_tags: SafeString

    def tags(self, but: Collection[int]) -> SafeString:
        """What the profile tells beside its headline and these facts."""
        if all(number not in but for _, facts in self.told for number, _ in facts):
            return self.usual_tags
        return tags(self.told, but)


class Faces:
    """The faces of one release in one language, the eldest forgotten first."""

    def __init__(self, patterns: Patterns) -> None:
        self._patterns = patterns
        self._kept: dict[int, Face] = {}
        self._tags: dict[int, SafeString] = {}
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
        told = tuple(_told(shown, self._tag))
        where = self._say(place, shown, telling(shown, "place"))
        when = self._say(hours, shown, telling(shown, "hours"))
        return Face(
            title=piece(joined_headline(self._say(work, shown, work_words(shown)), when, where)),
            place=where,
            hours=when,
            availability=piece(self._say(availability, row, shown.get("availability", ()))),
            crowd=piece(crowd(row)),
            told=told,
            usual_tags=tags(told, ()),
        )

    def _say(self, say: Callable[[Told], str], of: Told, facts: Iterable[Concept]) -> str:
        """What is said of these facts: many profiles tell the same."""
        key = (say, *[fact.number for fact in facts])
        known = self._said.get(key)
        if known is None:
            if len(self._said) >= MOST:
                self._said.clear()
            known = self._said[key] = say(of)
        return known

    def _tag(self, fact: Concept) -> SafeString:
        known = self._tags.get(fact.number)
        if known is None:
            known = self._tags[fact.number] = self._patterns.fill("explorer/_tag.html", {}, tag=fact.label)
        return known


def tags(told: Choosable, but: Collection[int]) -> SafeString:
    """The tags of a card, without some facts."""
    left = [[tag for number, tag in facts if number not in but][:most] for most, facts in told]
    return joined([tag for some in left for tag in some][:MOST_TAGS])


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


def _told(shown: Shown, tag: Callable[[Concept], SafeString]) -> Iterator[tuple[int, tuple[Tag, ...]]]:
    named = {fact.number for fact in work_facts(shown)}
    for attribute, most in TAGS:
        facts = tuple(
            (fact.number, tag(fact)) for fact in telling(shown, attribute) if fact.number not in named
        )
        if facts:
            yield most, facts
