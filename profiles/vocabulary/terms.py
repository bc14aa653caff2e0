"""The words by which a concept is known, brought to one spelling."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from profiles.vocabulary.models import Concept

MARKUP = re.compile(r"<[^<>]*>")
# "e.d." (and the like) at the end of many titles, and "m/v" behind a job: nobody types them.
EMPTY_WORDS = re.compile(r"\be\.\s?d\.|\b[mv](/[mvx])+\b")
# Plus and hash are kept: licence B is not B+, and C is not C#.
SEPARATORS = re.compile(r"[^\w+#]+|_+")


@dataclass(frozen=True)
class Term:
    """One way to say a concept: as written, in one spelling, and without spaces as compounds may be.

    `is_label` tells the concept's own name from a synonym.
    """

    text: str
    spelling: str
    key: str
    concept: Concept
    is_label: bool


def spell(text: str) -> str:
    """Text without case, accents, markup and punctuation; words parted by one space."""
    plain = EMPTY_WORDS.sub(" ", MARKUP.sub(" ", text.casefold()).replace("&", " en "))
    letters = unicodedata.normalize("NFKD", plain)
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return SEPARATORS.sub(" ", bare).strip()


def compact(spelling: str) -> str:
    """A spelling without its spaces."""
    return spelling.replace(" ", "")


def terms_of(concepts: Iterable[Concept]) -> Iterator[Term]:
    """Labels and synonyms in both languages, each spelling of a concept once."""
    for concept in concepts:
        labels = [concept.label_nl, concept.label_en]
        seen = {""}
        for number, text in enumerate([*labels, *concept.synonyms_nl, *concept.synonyms_en]):
            spelling = spell(text)
            if spelling not in seen:
                seen.add(spelling)
                yield Term(text, spelling, compact(spelling), concept, is_label=number < len(labels))
