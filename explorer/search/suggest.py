"""Type-ahead: concepts of the release for what somebody types, and what free words mean."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from explorer.search.concepts import Concept
from explorer.search.facets import BY_ATTRIBUTE, BY_NAME, WORD_ATTRIBUTES, Facet
from explorer.search.index.lexicon import Fit, content_words, fold
from explorer.search.index.release_index import Index

AT_MOST = 10
SHORTEST = 2
SEVERAL = 2
PLACE = "place"


@dataclass(frozen=True)
class Suggestion:
    """A concept for what was typed; `via` is the synonym that was meant, where the label does not show it."""

    concept: Concept
    facet: Facet
    people: int
    via: str


@dataclass(frozen=True)
class Meaning:
    """What free words were taken to mean, and the words that mean nothing here."""

    concepts: tuple[Concept, ...]
    lost: tuple[str, ...]


def suggest(
    index: Index, text: str, *, facet: str | None = None, at_most: int = AT_MOST
) -> tuple[Suggestion, ...]:
    """Concepts that fit a typed text, of one facet or of occupation, task and skill; the best first."""
    attributes = WORD_ATTRIBUTES if facet is None else (BY_NAME[facet].attribute,)
    found = _without_repeats(_found(index, text, attributes))
    best = sorted(found, key=lambda pair: (pair[1], -index.counts[pair[0].number], pair[0].number))
    return tuple(
        Suggestion(
            concept, BY_ATTRIBUTE[concept.attribute], int(index.counts[concept.number]), _via(concept, text)
        )
        for concept, _ in best[:at_most]
    )


def narrow(index: Index, text: str, *, facet: str) -> frozenset[int]:
    """Numbers of the options of a facet that fit a typed text, with all options above them."""
    found = {concept.number for concept, _ in _found(index, text, (BY_NAME[facet].attribute,))}
    return frozenset(found.union(*(index.concepts.ancestors(number) for number in found)))


def meaning(index: Index, text: str) -> Meaning:
    """The occupations, tasks and skills that free words mean best; together they are one wish.

    First the words as a whole, else each word by itself.
    """
    whole = _best_of_each(index, text)
    words = content_words(fold(text))
    if whole or len(words) < SEVERAL:
        return Meaning(whole, () if whole else (text,))
    by_word = {word: _best_of_each(index, word) for word in words}
    concepts = {concept for found in by_word.values() for concept in found}
    return Meaning(_in_order(concepts), tuple(word for word, found in by_word.items() if not found))


def place(index: Index, text: str) -> tuple[Concept, ...]:
    """The places that a code or a name can mean and that have a point; of one name the smallest place."""
    by_code = index.concepts.find(attribute=PLACE, code=text)
    if by_code is not None:
        return (by_code,) if by_code.latitude is not None else ()
    found = [(c, fit) for c, fit in _found(index, text, (PLACE,)) if c.latitude is not None]
    best = _best(found)
    deepest = max((len(index.concepts.ancestors(concept.number)) for concept in best), default=0)
    return tuple(concept for concept in best if len(index.concepts.ancestors(concept.number)) == deepest)


def _best_of_each(index: Index, text: str) -> tuple[Concept, ...]:
    """The best of each kind of word: who types "sorteren" means the skill and the task."""
    found = _found(index, text, WORD_ATTRIBUTES)
    kinds = [_best(pair for pair in found if pair[0].attribute == kind) for kind in WORD_ATTRIBUTES]
    return _in_order(concept for kind in kinds for concept in kind)


def _in_order(concepts: Iterable[Concept]) -> tuple[Concept, ...]:
    return tuple(sorted(concepts, key=lambda concept: concept.number))


def _found(index: Index, text: str, attributes: Collection[str]) -> list[tuple[Concept, Fit]]:
    if len(fold(text)) < SHORTEST:
        return []
    numbers = index.lexicon.find(text).items()
    found = ((index.concepts[number], fit) for number, fit in sorted(numbers))
    return [(c, fit) for c, fit in found if c.attribute in attributes and not c.is_special]


def _best(found: Iterable[tuple[Concept, Fit]]) -> tuple[Concept, ...]:
    found = tuple(found)
    best = min((fit for _, fit in found), default=None)
    return tuple(concept for concept, fit in found if fit == best)


def _without_repeats(found: list[tuple[Concept, Fit]]) -> list[tuple[Concept, Fit]]:
    """ISCO often calls a group and its only member the same: the group stands for both."""
    labels: dict[int | None, str] = {concept.number: concept.label_nl for concept, _ in found}
    return [(concept, fit) for concept, fit in found if labels.get(concept.parent) != concept.label_nl]


def _via(concept: Concept, text: str) -> str:
    typed = fold(text)
    if any(word.startswith(typed) for word in fold(concept.label).split()) or typed in fold(concept.label):
        return ""
    names = (*concept.synonyms_nl, *concept.synonyms_en, concept.label_nl, concept.label_en)
    return next((name for name in names if typed in fold(name)), "")
