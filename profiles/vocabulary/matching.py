"""Finds the concept that a free word means, or says that it is unsure.

A word matches when it is spelled like a label, a synonym or a code; else, where it is of
work, when it has the same roots; else when it is a small misspelling of the words of one
concept, and of no other. Normaliser, roots and misspellings are those of the public search.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from explorer.words.lexicon import WORK
from explorer.words.normalise import compact, normalise
from explorer.words.roots import Roots, Way
from explorer.words.spelling import misspelt
from profiles.vocabulary.models import Concept
from profiles.vocabulary.terms import Term, terms_of

# Not so far as to leave out words like "medewerker": an import is checked by no reader.
WAYS = (Way.STEMS, Way.PARTS, Way.SAME)
SHOWN = 5
# Dutch joins words, so a part may be inside one; fewer letters are inside anything.
INSIDE_FROM = 4


@dataclass(frozen=True)
class Match:
    """`concept` is what the word means, None when unsure; `candidates` are the nearest, best first."""

    concept: Concept | None
    candidates: tuple[Concept, ...] = ()
    is_exact: bool = False


@dataclass(frozen=True)
class Suggestion:
    """A concept for a type-ahead, with the term by which it was found."""

    concept: Concept
    term: str


class Matcher:
    """The words of one attribute, ready to be searched. Built once, then read only."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        everything = list(concepts)
        self._concepts = {concept.pk: concept for concept in everything}
        self._terms = list(terms_of(everything))
        self._exact: dict[str, dict[int, bool]] = defaultdict(dict)
        for term in self._terms:
            self._note(term.key, term)
        # Before other keys come in: a code or a turned order is never a misspelling.
        self._misspelt = list(self._exact)
        for term in self._terms:
            self._note(_in_any_order(term.spelling), term)
        for concept in everything:
            self._exact[compact(normalise(concept.code))][concept.pk] = True
        of_work = [term for term in self._terms if term.concept.attribute in WORK]
        self._roots = Roots(
            word for term in of_work if term.language == "nl" for word in term.spelling.split()
        )
        self._by_roots: dict[tuple[Way, frozenset[str]], dict[int, bool]] = defaultdict(dict)
        for term in of_work:
            for way, roots in self._ways(term.spelling):
                hits = self._by_roots[way, roots]
                hits[term.concept.pk] = hits.get(term.concept.pk, False) or term.is_label

    def match(self, word: str) -> Match:
        """The concept that a free word means.

        Several concepts may be known by one word. The highest in the tree is meant then,
        or the concept below it with that very name; two on one level leave it unsure.
        """
        spelling = normalise(word)
        hits = self._exact.get(compact(spelling)) or self._exact.get(_in_any_order(spelling))
        if hits:
            return Match(self._settle(hits), self._ranked(hits), is_exact=True)
        for way in self._ways(spelling):
            if hits := self._by_roots.get(way):
                return Match(self._settle(hits), self._ranked(hits))
        # Sure only when every nearest term leads to one concept.
        near = misspelt(compact(spelling), self._misspelt)
        if not near:
            return Match(None)
        least = min(near)[0]
        best = self._joined(term for distance, term in near if distance == least)
        rest = self._joined(term for distance, term in near if distance > least)
        return Match(self._settle(best), self._ranked(best, rest))

    def suggest(self, text: str, *, limit: int = 10, language: str = "nl") -> list[Suggestion]:
        """Concepts to offer during typing: beginnings first, misspellings last.

        Words in the language of the reader come before those of the other, groups before what is below them.
        """
        spelling = normalise(text)
        if not spelling:
            return []
        found: dict[int, Suggestion] = {}
        for term in sorted(
            self._terms_with(spelling), key=lambda term: self._order(term, spelling, language)
        ):
            # The terms are sorted, so the first is the best one of its concept.
            found.setdefault(term.concept.pk, Suggestion(term.concept, term.text))
        if not found:
            # Nothing begins or contains it: it may be misspelled.
            meant = self.match(text).candidates
            found = {concept.pk: Suggestion(concept, concept.label) for concept in meant}
        return list(found.values())[:limit]

    def _ways(self, spelling: str) -> list[tuple[Way, frozenset[str]]]:
        ways = self._roots.of(spelling)
        return [(way, frozenset(ways[way])) for way in WAYS if ways[way]]

    def _note(self, key: str, term: Term) -> None:
        hits = self._exact[key]
        hits[term.concept.pk] = hits.get(term.concept.pk, False) or term.is_label

    def _joined(self, keys: Iterable[str]) -> dict[int, bool]:
        hits: dict[int, bool] = {}
        for key in keys:
            for number, is_label in self._exact[key].items():
                hits[number] = hits.get(number, False) or is_label
        return hits

    def _settle(self, hits: dict[int, bool]) -> Concept | None:
        top = min(self._depth(number) for number in hits)
        heads = [number for number in hits if self._depth(number) == top]
        named = [number for number in heads if hits[number]]
        if len(heads) > 1 and len(named) != 1:
            return None
        # Its own name says more than a synonym of another.
        head = named[0] if named else heads[0]
        below = [number for number in hits if hits[number] and head in self._line(number)[1:]]
        deepest = max(below, key=self._depth, default=head)
        # Two branches below it would be a guess between them: then the head itself is meant.
        in_line = all(number in self._line(deepest) for number in below)
        return self._concepts[deepest if in_line else head]

    def _ranked(self, *tiers: dict[int, bool]) -> tuple[Concept, ...]:
        order = [
            number
            for hits in tiers
            for number in sorted(hits, key=lambda each: (self._depth(each), not hits[each], each))
        ]
        return tuple(self._concepts[number] for number in dict.fromkeys(order))[:SHOWN]

    def _line(self, number: int) -> list[int]:
        """The concept and its ancestors, as far as the matcher knows them."""
        line: list[int] = []
        step: int | None = number
        # A ring in the tree must not keep this going for ever.
        while step is not None and step in self._concepts and step not in line:
            line.append(step)
            step = self._concepts[step].parent_id
        return line

    def _depth(self, number: int) -> int:
        return len(self._line(number))

    def _order(self, term: Term, spelling: str, language: str) -> tuple[int, bool, int, int, int]:
        # At its beginning, at that of a word, or within one.
        place = 0 if term.spelling.startswith(spelling) else 1 if f" {spelling}" in term.spelling else 2
        depth = self._depth(term.concept.pk)
        return place, term.language != language, depth, len(term.spelling), term.concept.pk

    def _terms_with(self, spelling: str) -> Iterable[Term]:
        # Terms with the spelling at the start of a word; anywhere once it says enough.
        key = compact(spelling)
        inside = len(key) >= INSIDE_FROM
        return (
            term
            for term in self._terms
            if f" {spelling}" in f" {term.spelling}"
            or term.key.startswith(key)
            or (inside and key in term.key)
        )


def _in_any_order(spelling: str) -> str:
    return " ".join(sorted(spelling.split()))
