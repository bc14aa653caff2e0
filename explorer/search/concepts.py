"""The words of a release as a forest: what a code means, what stands above and below it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import get_language

from explorer.release.artefact import Words, words_of
from explorer.release.models import NOT_APPLICABLE, NOT_RECORDED


class BrokenReleaseError(Exception):
    """A release that cannot be searched: the message says what does not fit."""


@dataclass(frozen=True, slots=True)
class Concept:
    """A word of a release; `number` is its place there and `parent` the number of the word above it."""

    number: int
    attribute: str
    code: str
    label_nl: str = field(compare=False)
    label_en: str = field(compare=False)
    parent: int | None = field(default=None, compare=False)
    synonyms_nl: tuple[str, ...] = field(default=(), compare=False, repr=False)
    synonyms_en: tuple[str, ...] = field(default=(), compare=False, repr=False)
    latitude: float | None = field(default=None, compare=False, repr=False)
    longitude: float | None = field(default=None, compare=False, repr=False)

    @property
    def label(self) -> str:
        """The label in the language of the reader; Dutch where there is no English."""
        return (self.label_en if get_language() == "en" else "") or self.label_nl

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude in degrees."""
        if self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude

    @property
    def is_not_recorded(self) -> bool:
        return self.code == NOT_RECORDED

    @property
    def is_special(self) -> bool:
        """Whether it says "not recorded" or "not applicable" instead of telling something."""
        return self.code in (NOT_RECORDED, NOT_APPLICABLE)


class Concepts:
    """All words of a release. The words of one attribute stand together, in display order."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._all = tuple(concepts)
        if any(concept.number != place for place, concept in enumerate(self._all)):
            raise BrokenReleaseError("concepts are not numbered 0..n-1")
        self._by_code = {(concept.attribute, concept.code): concept for concept in self._all}
        self._children: dict[int, list[int]] = {}
        for concept in self._all:
            if concept.parent is not None:
                self._children.setdefault(concept.parent, []).append(concept.number)
        self._spans = _spans(self._all)
        self._codes = {name: tuple(concept.code for concept in self.of(name)) for name in self._spans}
        self._ancestors = [self._climb(concept) for concept in self._all]

    def __len__(self) -> int:
        return len(self._all)

    @property
    def attributes(self) -> tuple[str, ...]:
        """The attributes of the release, in the order of their concepts."""
        return tuple(self._spans)

    @property
    def forest(self) -> Words:
        """The shape of the words, for making an artefact."""
        return words_of([(concept.attribute, concept.parent, concept.is_not_recorded) for concept in self])

    def __iter__(self) -> Iterator[Concept]:
        return iter(self._all)

    def __getitem__(self, number: int) -> Concept:
        return self._all[number]

    def some(self, numbers: Iterable[int]) -> list[Concept]:
        """The concepts with these numbers, in their order."""
        return [self._all[number] for number in numbers]

    def find(self, *, attribute: str, code: str) -> Concept | None:
        """The concept with this code, or None."""
        return self._by_code.get((attribute, code))

    def span(self, attribute: str) -> range:
        """The numbers of an attribute's concepts; empty when the release does not have the attribute."""
        return self._spans.get(attribute, range(0))

    def of(self, attribute: str) -> tuple[Concept, ...]:
        """An attribute's concepts in display order."""
        span = self.span(attribute)
        return self._all[span.start : span.stop]

    def codes(self, attribute: str) -> tuple[str, ...]:
        """The codes of an attribute's concepts in display order."""
        return self._codes.get(attribute, ())

    def children(self, number: int) -> tuple[Concept, ...]:
        """The concepts right below, in display order."""
        return tuple(self._all[child] for child in self._children.get(number, ()))

    def ancestors(self, number: int) -> tuple[int, ...]:
        """Numbers of the concepts above, the nearest first."""
        return self._ancestors[number]

    def descendants(self, number: int) -> Iterator[Concept]:
        """All concepts below, each before those below it."""
        for child in self.children(number):
            yield child
            yield from self.descendants(child.number)

    def _climb(self, concept: Concept) -> tuple[int, ...]:
        chain: list[int] = []
        while concept.parent is not None:
            if concept.parent in chain or concept.parent >= len(self._all):
                raise BrokenReleaseError(f"the parents of concept {concept.number} do not lead to a root")
            chain.append(concept.parent)
            concept = self._all[concept.parent]
        return tuple(chain)


def _spans(concepts: tuple[Concept, ...]) -> dict[str, range]:
    spans: dict[str, range] = {}
    for concept in concepts:
        known = spans.get(concept.attribute, range(concept.number, concept.number))
        if known.stop != concept.number:
            raise BrokenReleaseError(f"the concepts of {concept.attribute} do not stand together")
        spans[concept.attribute] = range(known.start, concept.number + 1)
    return spans
