"""Own-participation gain: how much better is a guess about a person that is in the release because of that.

One unknown fact of the person is drawn, and the attacker guesses its value: once from the
release, once from the same release counted without this person. Right means equal.

* A leaf *what*: its attribute is drawn, then one of the person's unknown leaf facts of it. Known
  are the municipality, the education level and two other facts.
* A condition: one of the person's values of an attribute. Known are the municipality and two *whats*.

By *names stripped* the attacker reads the rows that fit what is known, with and without the person's.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from explorer.release.shapes import CONDITIONS, WHATS
from profiles.publication.attack.guessing import READINGS, best
from profiles.publication.attack.recount import Recount
from profiles.publication.attack.world import Groups, Ints, Mask, TruePopulation, World

KNOWN_FACTS = 2
EDUCATION = "education"


@dataclass(frozen=True)
class Secret:
    """`fact` is to be guessed among `candidates` from the place and `known`."""

    person: int
    attribute: str
    fact: int
    known: tuple[int, ...]
    candidates: Mask


@dataclass(frozen=True)
class Gain:
    """Shares right from the release with and without the person; `guesses` were made."""

    guesses: int
    release: float
    without: float

    @property
    def gain(self) -> float:
        return self.release - self.without


def participation(
    world: World,
    groups: Groups,
    population: TruePopulation,
    recount: Recount,
    targets: Ints,
    rng: np.random.Generator,
) -> dict[tuple[str, str], Gain]:
    """(attribute, reading) -> gain: "what" for all four attributes, "stripped" beside the readings."""
    right: dict[tuple[str, str], list[tuple[bool, bool]]] = defaultdict(list)
    for person in targets.tolist():
        fewer = groups.without(recount.without(person))
        place = int(population.place[person])
        for secret in secrets_of(world, population, person, rng):
            name = "what" if secret.attribute in WHATS else secret.attribute
            for reading, score in READINGS.items():
                guesses = (
                    best(score(view, place, secret.known, secret.candidates), secret.candidates)
                    for view in (groups, fewer)
                )
                right[name, reading].append(tuple(guess == secret.fact for guess in guesses))  # type: ignore[arg-type]
            # Guess what most of the rows that fit have; at random between equals.
            # The yardstick: rows with only the names taken off.
            fits = population.place == population.place[secret.person]
            fits &= population.holds[:, secret.known].all(axis=1)
            own = population.holds[secret.person]
            counts = population.holds[fits].sum(axis=0)
            chance = rng.random(len(counts)) / 2
            with_person = int(np.argmax(np.where(secret.candidates, counts + chance, -1)))
            without = int(np.argmax(np.where(secret.candidates, counts - own + chance, -1)))
            right[name, "stripped"].append((with_person == secret.fact, without == secret.fact))
    return {name: _gain(pairs) for name, pairs in right.items()}


def secrets_of(
    world: World, population: TruePopulation, person: int, rng: np.random.Generator
) -> Iterator[Secret]:
    """One what and one value of each condition, where the person has one that is not known."""
    facts = np.flatnonzero(population.holds[person] & world.is_leaf)
    level = facts[world.of(EDUCATION)[facts]]
    others = rng.permutation(facts[~np.isin(facts, level)])
    known = (*level.tolist(), *others[:KNOWN_FACTS].tolist())
    unknown = np.setdiff1d(facts, known)
    by_attribute = [unknown[world.of(name)[unknown]] for name in WHATS]
    present = [index for index, each in enumerate(by_attribute) if len(each)]
    if present:
        index = int(rng.choice(present))
        candidates = world.is_leaf & world.of(WHATS[index])
        candidates[world.closed(known)] = False
        yield Secret(person, WHATS[index], int(rng.choice(by_attribute[index])), known, candidates)
    whats = rng.permutation(facts[world.is_what[facts]])[:KNOWN_FACTS].tolist()
    for name in CONDITIONS if whats else ():
        values = facts[world.of(name)[facts]]
        if len(values):
            yield Secret(person, name, int(rng.choice(values)), tuple(whats), world.is_leaf & world.of(name))


def _gain(pairs: Sequence[tuple[bool, bool]]) -> Gain:
    with_person, without = np.mean(pairs, axis=0)
    return Gain(len(pairs), float(with_person), float(without))
