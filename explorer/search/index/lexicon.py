"""The words people type, matched to the words of a release: labels and synonyms in both languages."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum

from rapidfuzz import fuzz, process

from explorer.search.concepts import Concept, Concepts

LONGEST = 80
LAST = "\U0010ffff"
SHORTEST_MISSPELLED = 4
LIKENESS = 80
SMALL_WORDS = {
    "aan",
    "and",
    "bij",
    "de",
    "een",
    "en",
    "for",
    "het",
    "in",
    "met",
    "of",
    "op",
    "or",
    "te",
    "the",
}
SMALL_WORDS |= {"to", "van", "voor", "with", "medewerker", "werk", "werken", "work", "worker", "working"}
NOT_A_WORD = re.compile(r"[\W_]+")


class Fit(IntEnum):
    """How well typed words fit a concept; less is better."""

    EXACT = 0
    START = 1
    WORD = 2
    ALL_WORDS = 3


def fold(text: str) -> str:
    """Lower case without accents and punctuation, words parted by one space."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return NOT_A_WORD.sub(" ", plain.casefold()).strip()


def content_words(folded: str) -> list[str]:
    """The words that carry meaning, each once; all of them when none does."""
    words = dict.fromkeys(folded.split())
    return [word for word in words if word not in SMALL_WORDS] or list(words)


class Lexicon:
    """Every label and synonym, to be found by its beginning or by the beginning of one of its words."""

    def __init__(self, concepts: Concepts) -> None:
        entries = sorted({entry for concept in concepts for entry in _entries(concept)})
        self._keys = [key for key, _, _ in entries]
        self._places = [(number, first) for _, number, first in entries]
        self._words = sorted({word for key in self._keys for word in key.split()})

    def find(self, text: str) -> Mapping[int, Fit]:
        """Numbers of the concepts that fit a typed text and how well; misspelled only if nothing does."""
        typed = fold(text[:LONGEST])
        if not typed:
            return {}
        return self._spelled(typed) or self._misspelled(typed)

    def _spelled(self, typed: str) -> dict[int, Fit]:
        found = self._starting(typed)
        # Words in another order, or with others between them: "sorteren en inpakken".
        words = content_words(typed)
        if words:
            for number in set.intersection(*(set(self._starting(word)) for word in words)):
                found.setdefault(number, Fit.ALL_WORDS)
        return found

    def _starting(self, typed: str) -> dict[int, Fit]:
        found: dict[int, Fit] = {}
        for place in range(bisect_left(self._keys, typed), bisect_left(self._keys, typed + LAST)):
            number, first = self._places[place]
            fit = Fit.WORD if not first else Fit.EXACT if self._keys[place] == typed else Fit.START
            found[number] = min(fit, found.get(number, fit))
        return found

    def _misspelled(self, typed: str) -> dict[int, Fit]:
        words = [word for typed_word in typed.split() if (word := self._nearest(typed_word))]
        return self._spelled(" ".join(words)) if len(words) == len(typed.split()) else {}

    def _nearest(self, word: str) -> str | None:
        if len(word) < SHORTEST_MISSPELLED:
            return word
        best = process.extractOne(word, self._words, scorer=fuzz.ratio, score_cutoff=LIKENESS)
        return None if best is None else str(best[0])


def _entries(concept: Concept) -> Iterator[tuple[str, int, bool]]:
    """A name from its beginning and from each of its words on; the flag tells the beginning."""
    for name in _names(concept):
        words = fold(name).split()
        for place in range(len(words)):
            yield " ".join(words[place:]), concept.number, place == 0


def _names(concept: Concept) -> Iterable[str]:
    return (concept.label_nl, concept.label_en, *concept.synonyms_nl, *concept.synonyms_en)
