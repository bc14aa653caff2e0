"""A row of a release as a page shows it: facts by attribute, a reference, and a verdict per wish."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from explorer.search.concepts import Concept
from explorer.search.matching.predicate import Match
from explorer.search.matching.verdicts import Answer, Verdict, verdicts
from explorer.search.references import PUBLIC

AVAILABILITY = "availability"


@dataclass(frozen=True)
class Row:
    """One profile of the list. `number` is for programs only: on a page stands the `reference`."""

    number: int
    found: Match
    viewer: str = PUBLIC

    @cached_property
    def reference(self) -> str:
        """What this viewer knows the row by."""
        return self.found.index.references.of(self.number, viewer=self.viewer)

    @property
    def people(self) -> int:
        """How many candidates have exactly this profile. Of a group only the `band` is told."""
        return int(self.found.index.people[self.number])

    @property
    def is_group(self) -> bool:
        """Whether it is a card of a group, of whom each may stand on more cards."""
        return self.found.index.weighing.counts_groups

    @property
    def band(self) -> tuple[int, int]:
        """The fewest and the most people that a group may be."""
        return self.found.index.weighing.band(self.people)

    @cached_property
    def words(self) -> list[int]:
        """Numbers of all facts, ascending."""
        words: list[int] = self.found.index.facts(self.number)
        return words

    @cached_property
    def facts(self) -> Mapping[str, tuple[Concept, ...]]:
        """All facts by attribute in display order, groups included; only attributes that the row tells of."""
        return _by_attribute(self._concepts)

    @cached_property
    def shown(self) -> Mapping[str, tuple[Concept, ...]]:
        """The most specific facts by attribute: a group only where nothing below it is told."""
        told = self._concepts
        above = {concept.parent for concept in told}
        return _by_attribute([concept for concept in told if concept.number not in above])

    @property
    def _concepts(self) -> list[Concept]:
        return self.found.index.concepts.some(self.words)

    @property
    def availability(self) -> Concept | None:
        return next(iter(self.shown.get(AVAILABILITY, ())), None)

    @cached_property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Per wish of the search whether this profile meets it, in the order of the wishes."""
        return verdicts(self.found, self.number, self.words)

    @property
    def met(self) -> int:
        """How many wishes it meets for certain."""
        return sum(verdict.answer is Answer.YES for verdict in self.verdicts)

    @property
    def is_certain(self) -> bool:
        """Whether it meets every wish for certain."""
        return self.met == len(self.verdicts)


def _by_attribute(facts: Iterable[Concept]) -> dict[str, tuple[Concept, ...]]:
    grouped: dict[str, list[Concept]] = {}
    for fact in facts:
        grouped.setdefault(fact.attribute, []).append(fact)
    return {attribute: tuple(held) for attribute, held in grouped.items()}
