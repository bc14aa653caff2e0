"""The words by which a concept is known, brought to one spelling."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from profiles.vocabulary.models import Concept

MARKUP = re.compile(r"<[^<>]*>")
# "e.d." (and the like) at the end of many titles, and "m/v" behind a job: nobody types them.
EMPTY_WORDS = re.compile(r"\be\.\s?d\.|\b[mv](/[mvx])+\b")
# Plus and hash are kept: licence B is not B+, and C is not C#.
SEPARATORS = re.compile(r"(?:[^\w+#]|_)+")


@dataclass(frozen=True)
class Term:
    """One way to say a concept: as written, in one spelling, and without spaces as compounds may be.

    `is_label` tells the concept's own name from a synonym, `language` is "nl" or "en".
    """

    text: str
    spelling: str
    key: str
    concept: Concept
    is_label: bool
    language: str


def spell(text: str) -> str:
    """Text without case, accents, markup and punctuation; words parted by one space."""
    plain = EMPTY_WORDS.sub(" ", MARKUP.sub(" ", text.casefold()).replace("&", " en "))
    letters = unicodedata.normalize("NFKD", plain)
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return SEPARATORS.sub(" ", bare).strip()


# Words of the vocabulary only: what people type is not kept.
_spell_known = lru_cache(maxsize=100_000)(spell)


def compact(spelling: str) -> str:
    """A spelling without its spaces."""
    return spelling.replace(" ", "")


def terms_of(concepts: Iterable[Concept]) -> Iterator[Term]:
    """Labels and synonyms in both languages, each spelling of a concept once."""
    for concept in concepts:
        seen = {""}
        for text, is_label, language in _names(concept):
            spelling = _spell_known(text)
            if spelling not in seen:
                seen.add(spelling)
                yield Term(text, spelling, compact(spelling), concept, is_label, language)


def _names(concept: Concept) -> Iterator[tuple[str, bool, str]]:
    yield concept.label_nl, True, "nl"
    yield concept.label_en, True, "en"
    yield from ((word, False, "nl") for word in concept.synonyms_nl)
    yield from ((word, False, "en") for word in concept.synonyms_en)
