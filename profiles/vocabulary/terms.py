"""The words by which a concept is known, brought to one spelling."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from explorer.words.normalise import compact, normalise
from profiles.vocabulary.models import Concept


@dataclass(frozen=True)
class Term:
    """One way to say a concept: as written, in one spelling, and without spaces as compounds may be.

    `is_label`: the concept's own name, not a synonym, `language` is "nl" or "en".
    """

    text: str
    spelling: str
    key: str
    concept: Concept
    is_label: bool
    language: str


# Words of the vocabulary only: what people type is not kept.
_normalise_known = lru_cache(maxsize=100_000)(normalise)


def terms_of(concepts: Iterable[Concept]) -> Iterator[Term]:
    """Labels and synonyms in both languages, each spelling of a concept once."""
    for concept in concepts:
        # A label of signs only has an empty spelling, and would match anything.
        seen = {""}
        names = (
            (concept.label_nl, True, "nl"),
            (concept.label_en, True, "en"),
            *((word, False, "nl") for word in concept.synonyms_nl),
            *((word, False, "en") for word in concept.synonyms_en),
        )
        for text, is_label, language in names:
            spelling = _normalise_known(text)
            if spelling not in seen:
                seen.add(spelling)
                yield Term(text, spelling, compact(spelling), concept, is_label, language)
