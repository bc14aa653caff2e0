"""Type-ahead: concepts of a release for the beginning of a word."""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from explorer.release.models import PublishedConcept
from explorer.release.shapes import PLACE
from explorer.release.vocabulary import Vocabulary
from explorer.words.lexicon import WORK, Lexicon, Source
from explorer.words.normalise import compact, normalise
from explorer.words.spelling import misspelt

SHORTEST = 2
LONGEST = 80
LAST = "\U0010ffff"
# So that a long list of occupations never hides the tasks.
SHARE_OF_A_GROUP = 2


@dataclass(frozen=True)
class Suggestion:
    """A concept to choose: its label, the number published of it, and the name that was typed, if another."""

    concept: int
    text: str
    at_least: int
    via: str = ""


class Suggester:
    """The names of tasks, skills, occupations and places, to be found by the beginning of a word."""

    def __init__(self, vocabulary: Vocabulary, lexicon: Lexicon, at_least: Mapping[int, int]) -> None:
        self._vocabulary = vocabulary
        self._lexicon = lexicon
        self._at_least = at_least
        starts = {
            (" ".join(name.normal.split()[i:]), i > 0, number)
            for number, name in enumerate(lexicon.names)
            if name.source is not Source.SEARCH_WORD
            # Each word of a name may be the one that is typed first.
            for i in range(len(name.normal.split()))
        }
        self._starts = sorted(starts)
        self._keys = [key for key, _, _ in self._starts]

    def suggest(self, text: str, language: str, limit: int) -> list[Suggestion]:
        """Tasks, then skills, then occupations; in each those that people have first, then the best fit."""
        found = self._found(text, language, WORK)
        groups: list[list[Suggestion]] = [[] for _ in WORK]
        labels: set[str] = set()
        for attribute, group in zip(WORK, groups, strict=True):
            for suggestion in self._without_twins(found, attribute, language, labels):
                group.append(suggestion)
                if len(group) == max(1, limit // SHARE_OF_A_GROUP):
                    break
        # The longest group gives way, so that each kind of work stays in sight.
        while sum(map(len, groups)) > limit:
            max(groups, key=len).pop()
        return [suggestion for group in groups for suggestion in group]

    def suggest_places(self, text: str, language: str, limit: int) -> list[Suggestion]:
        """Municipalities and regions, the best fit first."""
        found = self._found(text, language, (PLACE,))
        return [self._suggestion(number, language, via) for number, via in found[:limit]]

    def _without_twins(
        self, found: list[tuple[int, str]], attribute: str, language: str, labels: set[str]
    ) -> Iterator[Suggestion]:
        # A task and a skill may have one label; the first kind that has it keeps it.
        own = [(number, via) for number, via in found if self._vocabulary[number].attribute == attribute]
        for number, via in sorted(own, key=lambda each: not self._at_least.get(each[0])):
            suggestion = self._suggestion(number, language, via)
            label = normalise(suggestion.text)
            if label not in labels:
                labels.add(label)
                yield suggestion

    def _suggestion(self, number: int, language: str, via: str) -> Suggestion:
        label = label_of(self._vocabulary[number], language)
        # A name that is part of the label would only repeat it.
        shown = "" if normalise(via) in normalise(label) else via
        return Suggestion(number, label, self._at_least.get(number, 0), shown)

    def _found(self, text: str, language: str, attributes: Collection[str]) -> list[tuple[int, str]]:
        """(concept, name by which it was found), the best fit first, each concept once."""
        typed = normalise(text[:LONGEST])
        if len(typed) < SHORTEST:
            return []
        fits = sorted(self._fits(typed, language, attributes)) or sorted(
            self._misspelt(typed, language, attributes)
        )
        found: dict[int, str] = {}
        for _, concept, via in fits:
            found.setdefault(concept, via)
        return list(found.items())

    def _fits(
        self, typed: str, language: str, attributes: Collection[str]
    ) -> Iterator[tuple[tuple[int, ...], int, str]]:
        for i in range(bisect_left(self._keys, typed), bisect_left(self._keys, typed + LAST)):
            key, is_inside, number = self._starts[i]
            name = self._lexicon.names[number]
            if self._vocabulary[name.concepts[0]].attribute in attributes:
                order = (is_inside, name.language != language, name.source is not Source.LABEL, len(key))
                yield order, name.concepts[0], name.text

    def _misspelt(
        self, typed: str, language: str, attributes: Collection[str]
    ) -> Iterator[tuple[tuple[int, ...], int, str]]:
        for edits, known in misspelt(compact(typed), self._lexicon.spelled):
            for name in self._lexicon.written(known):
                if self._vocabulary[name.concepts[0]].attribute in attributes:
                    yield (edits, name.language != language), name.concepts[0], name.text


def label_of(concept: PublishedConcept, language: str) -> str:
    """What pages call a concept in a language."""
    if language.startswith("en"):
        return concept.display_en or concept.label_en
    return concept.display_nl or concept.label_nl
