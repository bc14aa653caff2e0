"""A register from which people leave and to which as many come, month by month."""

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import numpy as np

from profiles.anonymisation.facts import Holdings
from profiles.anonymisation.tree import Numbers, Tree
from profiles.publication.read import Population
from tests.bench.anonymity.population import Sample, sample

# Drawn from so many times the people who are shown.
POOL = 2.2
LEARNING = 0.02


@dataclass
class Register:
    """`here` are those who may be shown, `came` in which month each of them came."""

    tree: Tree
    facts: list[Numbers]
    none: dict[int, list[str]]
    lot: np.random.Generator
    here: list[int] = field(default_factory=list)
    waiting: list[int] = field(default_factory=list)
    came: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, *, people: int, structure: float, seed: int, floor: int) -> "Register":
        """So many of a larger sample; the areas are those of as many people as are shown."""
        drawn = sample(
            people=int(people * POOL), structure=structure, seed=seed, floor=floor, areas_for=people
        )
        lot = np.random.default_rng(seed)
        order = lot.permutation(drawn.chosen.people).tolist()
        register = cls(drawn.tree, _facts(drawn), _none(drawn), lot, order[:people], order[people:])
        register.came = dict.fromkeys(register.here, 0)
        return register

    def pass_a_month(self, month: int, *, churn: float) -> None:
        """Some leave and as many come, some of them back again; a few learn the skills of another."""
        leaving = set(self.lot.choice(self.here, int(churn * len(self.here)), replace=False).tolist())
        coming = [self.waiting.pop() for _ in leaving]
        self.here = [person for person in self.here if person not in leaving] + coming
        self.waiting = self.lot.permutation([*self.waiting, *leaving]).tolist()
        self.came |= dict.fromkeys(coming, month)
        for person in self.lot.choice(self.here, int(LEARNING * len(self.here)), replace=False).tolist():
            self._learn(person, int(self.lot.choice(self.here)), self.tree.attributes.index("skill"))

    def _learn(self, person: int, other: int, attribute: int) -> None:
        mine, theirs = self.facts[person], self.facts[other]
        kept = mine[self.tree.attribute[mine] != attribute]
        self.facts[person] = np.append(kept, theirs[self.tree.attribute[theirs] == attribute])

    def population(self) -> Population:
        """Everybody who may be shown, as publishing reads them."""
        here = sorted(self.here)
        person = np.repeat(np.arange(len(here)), [len(self.facts[each]) for each in here])
        concept = np.concatenate([self.facts[each] for each in here])
        chosen = Holdings.of(len(here), person, concept, width=self.tree.size)
        none = ((number, name) for number, each in enumerate(here) for name in self.none.get(each, ()))
        words: Any = SimpleNamespace(tree=self.tree)
        return Population(words, tuple(here), chosen, tuple(none))


def _facts(drawn: Sample) -> list[Numbers]:
    return np.split(drawn.chosen.concept, drawn.chosen.starts[1:-1])


def _none(drawn: Sample) -> dict[int, list[str]]:
    none: dict[int, list[str]] = {}
    for person, name in drawn.not_applicable:
        none.setdefault(person, []).append(name)
    return none
