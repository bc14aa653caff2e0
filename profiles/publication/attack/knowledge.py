"""What the attacker knows of a target beside the place and the education."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

import numpy as np

from profiles.publication.attack.concepts import NOTHING, Concepts, Mask, Numbers
from profiles.publication.attack.facts import Register, deepest

PLACE, EDUCATION = "place", "education"
ALL = 0x7FFF
NUMBERS_OF_FACTS = (0, 1, 2, 3, 5, ALL)


class Kind(StrEnum):
    """How the facts are chosen. LEVEL also knows the level of the education, not only its band."""

    RANDOM = "random"
    RAREST = "rarest"
    LEVEL = "level"


@dataclass(frozen=True)
class Scenario:
    """So many of the most specific facts of the target, or all that there are when there are fewer."""

    kind: Kind
    facts: int


SCENARIOS = tuple(Scenario(kind, facts) for kind, facts in product(Kind, NUMBERS_OF_FACTS))


@dataclass(frozen=True)
class Target:
    """A person to look for, and the most specific facts in the order in which they are learned."""

    person: int
    place: int
    band: int
    level: int
    learned: dict[Kind, Numbers]

    @property
    def context(self) -> list[int]:
        """The place and the band, where the register has them."""
        return [concept for concept in (self.place, self.band) if concept != NOTHING]

    def known(self, scenario: Scenario) -> list[int]:
        """The facts known beyond place and band, without what stands above them."""
        level = [self.level] if scenario.kind is Kind.LEVEL and self.level != NOTHING else []
        return level + self.learned[scenario.kind][: scenario.facts].tolist()


def targets(
    concepts: Concepts, register: Register, *, most: int, lot: np.random.Generator
) -> Iterator[Target]:
    """At most so many people who stand on a row, drawn by lot."""
    shown = np.flatnonzero(np.diff(register.on_row.indptr))
    chosen = np.sort(lot.permutation(shown)[:most])
    support = np.asarray(register.held.sum(axis=0)).reshape(-1)
    place = deepest(concepts, register.held, PLACE)
    band = deepest(concepts, register.held, EDUCATION, most=0)
    level = deepest(concepts, register.held, EDUCATION)
    for person in chosen:
        facts = lot.permutation(_specific(concepts, register, person))
        rarest = facts[np.argsort(support[facts], kind="stable")]
        beside = facts[facts != level[person]]
        yield Target(
            person=int(person),
            place=int(place[person]),
            band=int(band[person]),
            level=int(level[person]),
            learned={Kind.RANDOM: facts, Kind.RAREST: rarest, Kind.LEVEL: beside},
        )


def _specific(concepts: Concepts, register: Register, person: int) -> Numbers:
    """True facts with nothing below them. What the register lacks of a person is no knowledge."""
    held = _held(register, person)
    above = concepts.parent[held]
    known_anyway = concepts.of(PLACE) | (concepts.of(EDUCATION) & (concepts.depth == 0)) | concepts.special
    return held[~np.isin(held, above) & ~known_anyway[held]]


def _held(register: Register, person: int) -> Numbers:
    return register.held.indices[register.held.indptr[person] : register.held.indptr[person + 1]]


def marks(concepts: Concepts, known: Iterable[list[int]]) -> Mask:
    """Attempt × concept: known, with what stands above it."""
    known = list(known)
    facts = np.zeros((len(known), len(concepts)), dtype=bool)
    for number, held in enumerate(known):
        lines = concepts.lines[held]
        facts[number, lines[lines != NOTHING]] = True
    return facts


def untrue_facts(
    concepts: Concepts, register: Register, attempts: Sequence[tuple[Target, Scenario]], facts: Mask
) -> Mask:
    """Attempt × concept: what a row of the target cannot tell, as far as the attacker knows.

    Where one value excludes the others that is all but the known one; who knows
    everything knows that nothing else is true.
    """
    told = np.zeros((len(attempts), len(concepts.attributes)), dtype=bool)
    rows, columns = np.nonzero(facts)
    told[rows, concepts.attribute[columns]] = True
    untrue = ~facts & told[:, concepts.attribute] & concepts.one_value
    for number, (target, scenario) in enumerate(attempts):
        if scenario.facts == ALL:
            untrue[number] = True
            untrue[number, _held(register, target.person)] = False
    return untrue
