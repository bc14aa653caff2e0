"""What a card says of a profile whatever was searched; kept for the profiles that were shown lately."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from explorer.search.concepts import Concept
from explorer.search.matching.rows import Row
from explorer.search.presentation.amounts import crowd
from explorer.search.presentation.headline import Shown, headline, hours, place, telling, work_facts
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
Told = tuple[tuple[int, tuple[Tag, ...]], ...]


@dataclass(frozen=True, slots=True)
class Face:
    """The part of a card that no search changes. `told` is what can become a tag, and how many of those."""

    title: SafeString
    place: str
    hours: str
    availability: SafeString
    crowd: SafeString
    told: Told
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

    def of(self, row: Row) -> Face:
        """The face of a profile."""
        known = self._kept.get(row.number)
        if known is None:
            if len(self._kept) >= MOST:
                self._kept.pop(next(iter(self._kept), row.number), None)
            known = self._kept[row.number] = face(row, self._tag)
        return known

    def _tag(self, fact: Concept) -> SafeString:
        known = self._tags.get(fact.number)
        if known is None:
            known = self._tags[fact.number] = self._patterns.fill("explorer/_tag.html", {}, tag=fact.label)
        return known


def face(row: Row, tag: Callable[[Concept], SafeString]) -> Face:
    """What a card says of a profile; `tag` makes a piece of a page of a fact."""
    told = tuple(_told(row.shown, tag))
    return Face(
        title=piece(headline(row.shown)),
        place=place(row.shown),
        hours=hours(row.shown),
        availability=piece(availability(row)),
        crowd=piece(crowd(row)),
        told=told,
        usual_tags=tags(told, ()),
    )


def tags(told: Told, but: Collection[int]) -> SafeString:
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
    named = work_facts(shown)
    for attribute, most in TAGS:
        facts = tuple((fact.number, tag(fact)) for fact in telling(shown, attribute) if fact not in named)
        if facts:
            yield most, facts
