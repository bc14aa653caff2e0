"""Numbers beside the options and on top of the list, all from the one predicate."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from explorer.release.artefact import Portion
from explorer.search.concepts import Concept, Concepts
from explorer.search.facets import BY_NAME, FACETS
from explorer.search.index.tally import Counts as Numbers
from explorer.search.matching.predicate import Match
from explorer.search.matching.shortest import Way, shortest


@dataclass(frozen=True, slots=True)
class Total:
    """Persons or groups found: `certain` in every wish, or only `possible`.

    `left_out` are those that "only certain" keeps out of the list.
    """

    certain: int
    possible: int
    left_out: int = 0

    @property
    def all(self) -> int:
        """Everybody in the list."""
        return self.certain + self.possible


class Counts(Mapping[str, Mapping[str, int]]):
    """By facet and code; `numbers[c]` is the count of concept c. Dictionaries are made when asked for."""

    def __init__(self, concepts: Concepts, numbers: Numbers) -> None:
        self.numbers = numbers
        self._concepts = concepts

    def __getitem__(self, facet: str) -> Mapping[str, int]:
        return self._by_facet[facet]

    def __iter__(self) -> Iterator[str]:
        return iter(BY_NAME)

    def __len__(self) -> int:
        return len(BY_NAME)

    def of(self, concept: Concept) -> int:
        """The count beside one option."""
        return int(self.numbers[concept.number])

    @cached_property
    def _by_facet(self) -> Mapping[str, Mapping[str, int]]:
        numbers = self.numbers.tolist()
        spans = {facet.name: self._concepts.span(facet.attribute) for facet in FACETS}
        codes = {facet.name: self._concepts.codes(facet.attribute) for facet in FACETS}
        return {
            name: dict(zip(codes[name], numbers[span.start : span.stop], strict=True))
            for name, span in spans.items()
        }


def total(found: Match) -> Total:
    """How many persons or groups match."""
    tally = found.index.tally
    certain = tally.amount(found.certain)
    if not found.query.certain_only:
        return Total(certain, tally.amount(found.rows) - certain)
    return Total(certain, 0, left_out=tally.amount(found.loosely) - certain)


def counts(found: Match) -> Counts:
    """Per option: persons or groups certain for it who match all other facets."""
    concepts, tally, ways = found.index.concepts, found.index.tally, work(found)
    every, asked = range(len(concepts)), _asked(found)
    on_top = [ways[name].portions(span) for name, span in asked.items() if ways[name].is_beside]
    numbers = ways[""].count(found.index, [*ways[""].portions(every), *chain(*on_top)])
    for name, span in asked.items():
        if not ways[name].is_beside:
            told = ways[name].count(found.index, ways[name].portions(span))
            numbers[span.start : span.stop] = told[span.start : span.stop]
    if tally.has_lost:
        besides = [Portion(1, found.beside(name), span) for name, span in asked.items()]
        numbers -= tally.lost([Portion(1, found.passing(), every), *besides])
    return Counts(concepts, numbers)


def work(found: Match) -> Mapping[str, Way]:
    """How the counts are got: the way to those of all facets without a wish ("") and of each with one."""
    index = found.index
    ways = {"": shortest(index, found.others(""), found.passing())}
    for name in _asked(found):
        ways[name] = shortest(index, found.others(name), found.passing(but=name), beside=found.beside(name))
    return ways


def _asked(found: Match) -> Mapping[str, range]:
    """The words of each facet with a wish."""
    return {
        name: found.index.concepts.span(BY_NAME[name].attribute) for name in found.wishes if name in BY_NAME
    }


def unknown_adds(found: Match) -> Mapping[str, int]:
    """Per wish how many its switch "show the unknown too" adds, or would add."""
    if found.query.certain_only:
        return dict.fromkeys(found.wishes, 0)
    return {
        name: found.index.tally.amount(found.passing(but=name) & wish.unknown)
        for name, wish in found.wishes.items()
    }
