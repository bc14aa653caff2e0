"""Yes, no and unknown: the facts that decide a wish, each with its mark."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from operator import attrgetter

from django.utils.translation import gettext as _

from explorer.search.concepts import Concept
from explorer.search.facets import BY_NAME, WORDS
from explorer.search.matching.rows import Row
from explorer.search.matching.verdicts import Answer, Reason, Verdict
from explorer.search.presentation.faces import Face
from explorer.search.presentation.headline import place_name
from explorer.search.presentation.pattern import Patterns, joined
from explorer.search.presentation.wording import listed, running

MOST = 20_000
"""Marks that are kept; far more than a day of searches needs."""
MOST_OF_A_WISH = 3
NUMBER = attrgetter("number")
ICONS = {Answer.YES: "tick", Answer.UNKNOWN: "question", Answer.NO: "cross"}


@dataclass(frozen=True, slots=True)
class Mark:
    """One line with a mark. `answer` is its class, `word` what a screen reader says before the text."""

    answer: Answer
    text: str

    @property
    def icon(self) -> str:
        return ICONS[self.answer]

    @property
    def word(self) -> str:
        return {Answer.YES: _("Past"), Answer.UNKNOWN: _("Onbekend"), Answer.NO: _("Past niet")}[self.answer]


class Marks:
    """Marks as pieces of a page. Many profiles meet a wish by the same facts, so what they say is kept."""

    def __init__(self, patterns: Patterns) -> None:
        self._patterns = patterns
        self._known: dict[Hashable, bytes] = {}

    def of(self, row: Row, face: Face) -> bytes:
        """What decides each wish of the search, the certain ones first."""
        certain, others = list[bytes](), list[bytes]()
        for verdict in row.verdicts:
            # The place and the hours are told as in the headline, not as the facts that decide.
            facet = verdict.facet
            told = face.place if facet == "plaats" else face.hours if facet == "uren" else ""
            key = (facet, verdict.reason, told, *map(NUMBER, verdict.facts))
            known = self._known.get(key) or self._make(key, verdict, face)
            (certain if verdict.answer is Answer.YES else others).append(known)
        return b"".join(certain + others)

    def _make(self, key: Hashable, verdict: Verdict, face: Face) -> bytes:
        if len(self._known) >= MOST:
            self._known.clear()
        made = self._known[key] = joined(self._html(mark) for mark in marks(verdict, face))
        return made

    def _html(self, mark: Mark) -> bytes:
        state = {"answer": str(mark.answer), "icon": mark.icon, "word": mark.word}
        return self._patterns.fill("explorer/_mark.html", state, text=mark.text)


def marks(verdict: Verdict, face: Face) -> Iterator[Mark]:
    """What decides one wish."""
    if verdict.answer is Answer.YES:
        yield from (Mark(Answer.YES, text) for text in _held(face, verdict))
    else:
        yield Mark(verdict.answer, f"{running(wish_name(verdict.facet))}: {why(verdict)}")


def _held(face: Face, verdict: Verdict) -> list[str]:
    if verdict.facet == "plaats":
        return [face.place]
    if verdict.facet == "uren":
        return [face.hours]
    return [fact.label for fact in verdict.facts[:MOST_OF_A_WISH]]


def wish_name(facet: str) -> str:
    """What a wish is about."""
    return _("Zoekwoorden") if facet == WORDS else str(BY_NAME[facet].label)


def why(verdict: Verdict) -> str:
    """Why a wish is not met for certain, in a few words."""
    if verdict.reason is Reason.GENERAL and verdict.facet == "plaats":
        return _("alleen %(place)s bekend") % {"place": named_facts(verdict)}
    if verdict.reason is Reason.GENERAL:
        return _("alleen “%(group)s” bekend") % {"group": named_facts(verdict)}
    if verdict.answer is Answer.UNKNOWN:
        return _("niet vastgelegd")
    return named_facts(verdict) or _("niet genoemd")


def named_facts(verdict: Verdict) -> str:
    """The facts that decide a verdict, joined as in speech."""
    return listed([_name(fact) for fact in verdict.facts[:MOST_OF_A_WISH]])


def _name(fact: Concept) -> str:
    return place_name(fact) if fact.attribute == "place" and not fact.is_special else fact.label
