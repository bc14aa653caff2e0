"""A register that changes from month to month, of made-up people, without a database."""

import csv
import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
from scipy.sparse import csr_array

import profiles.vocabulary
from explorer.release.models import NOT_APPLICABLE, NOT_RECORDED
from profiles.anonymisation.anonymise import Outcome, anonymise
from profiles.anonymisation.facts import Holdings
from profiles.anonymisation.policy import Policy
from profiles.anonymisation.tree import Tree, Word
from profiles.demo.population import people
from profiles.publication.catalogue import RELEASED_ATTRIBUTES
from profiles.publication.over_time.predecessor import Key, Predecessor
from profiles.publication.read import Population

TODAY = datetime.date(2026, 11, 23)
NAMES = tuple(attribute.name for attribute in RELEASED_ATTRIBUTES)
FILES = Path(profiles.vocabulary.__file__).parent / "data"
Facts = frozenset[int]


@cache
def vocabulary() -> tuple[Tree, dict[tuple[str, str], int]]:
    """The words of a release as the files have them."""
    words: list[Word] = []
    number: dict[tuple[str, str], int] = {}
    for name in NAMES:
        with (FILES / f"{name}.csv").open() as lines:
            codes = [(line["code"], line["parent"]) for line in csv.DictReader(lines)]
        for code, parent in [*codes, (NOT_RECORDED, ""), (NOT_APPLICABLE, "")]:
            number[name, code] = len(words)
            words.append(Word(name, code, number[name, parent] if parent else None))
    return Tree(tuple(words), not_recorded=NOT_RECORDED, not_applicable=NOT_APPLICABLE), number


@dataclass
class Register:
    """`size` people who may be shown, drawn from a larger number; the same for the same seed."""

    size: int
    seed: int = 1
    here: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        _, number = vocabulary()
        made = (person for person in people(seed=self.seed, today=TODAY, n=self.size * 4) if person.profile)
        self.facts: dict[int, Facts] = {}
        for person in made:
            chosen = {(name, code) for name, codes in person.profile.facts.items() for code in codes}
            chosen.add(("place", person.cell.municipality))
            self.facts[person.number] = frozenset(number[pair] for pair in chosen if pair in number)
        self.lot = np.random.default_rng(self.seed)
        self.waiting = self.lot.permutation(list(self.facts)).tolist()
        self.here = [self.waiting.pop() for _ in range(self.size)]

    def pass_a_month(self, *, churn: float) -> None:
        """Some leave, as many come, some of them back again; of a few the skills change, and one moves."""
        leaving = self.lot.choice(self.here, int(churn * self.size), replace=False).tolist()
        self.here = [person for person in self.here if person not in leaving]
        self.here += [self.waiting.pop() for _ in leaving]
        self.waiting = self.lot.permutation([*self.waiting, *leaving]).tolist()
        for person in self.lot.choice(self.here, self.size // 50, replace=False).tolist():
            self._learn(person, "skill", int(self.lot.choice(self.here)))
        self._learn(self.here[0], "place", self.here[1])

    def _learn(self, person: int, name: str, other: int) -> None:
        tree, _ = vocabulary()

        def of_name(fact: int) -> bool:
            return tree.words[fact].attribute == name

        self.facts[person] = frozenset(
            {fact for fact in self.facts[person] if not of_name(fact)}
            | {fact for fact in self.facts[other] if of_name(fact)}
        )

    def population(self) -> Population:
        tree, _ = vocabulary()
        here = sorted(self.here)
        pairs = [(number, fact) for number, person in enumerate(here) for fact in self.facts[person]]
        person, concept = np.array(pairs, dtype=np.int64).T
        words: Any = SimpleNamespace(tree=tree)
        chosen = Holdings.of(len(here), person, concept, width=tree.size)
        return Population(words, tuple(here), chosen, not_applicable=())

    def draw(self, population: Population, policy: Policy) -> Outcome:
        """Anonymise with a lot of its own each time, as publishing does."""
        return anonymise(
            population.words.tree,
            chosen=population.chosen,
            not_applicable=population.not_applicable,
            policy=policy,
            lot=np.random.default_rng(self.lot.integers(2**40)),
        )


def is_key(fact: int) -> bool:
    """Whether a fact tells the class: a place, or a band of education."""
    word = vocabulary()[0].words[fact]
    return word.attribute == "place" or (word.attribute == "education" and word.parent is None)


def released(population: Population, outcome: Outcome) -> dict[int, Facts]:
    """Person -> facts of the row."""
    rows = [frozenset(row.facts) for row in outcome.rows]
    return {pk: rows[row] for pk, row in zip(population.profiles, outcome.row_of.tolist(), strict=True)}


def as_predecessor(facts: dict[int, Facts], policy: Policy) -> Predecessor:
    """A release for the next to be joined with, a row to each person."""
    classes: dict[Key, int] = {}
    words = vocabulary()[0].words
    keys = [
        frozenset((words[fact].attribute, fact) for fact in held if is_key(fact)) for held in facts.values()
    ]
    pairs = [(row, fact) for row, held in enumerate(facts.values()) for fact in held if not is_key(fact)]
    rows, told = np.array(pairs, dtype=np.int64).T
    return Predecessor(
        held=csr_array((np.ones(len(pairs)), (rows, told)), shape=(len(facts), len(vocabulary()[0]))),
        class_of_row=np.array([classes.setdefault(key, len(classes)) for key in keys]),
        keys=tuple(classes),
        row_of={person: row for row, person in enumerate(facts)},
        nobody=(),
        number=1,
        k=policy.k,
        m=policy.m,
    )


def broken(then: dict[int, Facts], now: dict[int, Facts], *, k: int, m: int) -> Iterator[object]:
    """What breaks the promise over two releases, worked out one by one: the oracle of `check`."""
    together = {person: then.get(person, Facts()) | now.get(person, Facts()) for person in then | now}

    def key(release: dict[int, Facts], person: int) -> Facts | None:
        return frozenset(filter(is_key, release[person])) if person in release else None

    pairs = {person: (key(then, person), key(now, person)) for person in together}
    for pair in set(pairs.values()):
        group = [person for person, mine in pairs.items() if mine == pair]
        if pair[1] is None:
            others = [person for person, mine in pairs.items() if mine[0] == pair[0] and mine[1]]
        else:
            others = [person for person, mine in pairs.items() if pair[0] and mine == (pair[0], None)]
            if len(group) < k:
                yield pair
        counts = Counter(_combinations(together, [*group, *others], m))
        yield from (rare for rare in set(_combinations(together, group, m)) if counts[rare] < k)


def _combinations(together: dict[int, Facts], people: list[int], m: int) -> Iterator[tuple[int, ...]]:
    for person in people:
        held = sorted(fact for fact in together[person] if not is_key(fact))
        for size in range(1, m + 1):
            yield from combinations(held, size)
