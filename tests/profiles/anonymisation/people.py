"""Small trees, populations and policies, and what hypothesis needs to draw them."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st

from profiles.anonymisation.anonymise import Outcome, anonymise
from profiles.anonymisation.facts import Holdings, Tree, Word
from profiles.anonymisation.policy import Policy

UNKNOWN, NONE = "unknown", "none"


def tree_of(forest: dict[str, dict[str, str | None]]) -> Tree:
    """From attribute -> code -> parent's code; each attribute gets its two special words."""
    words: list[Word] = []
    for attribute, codes in forest.items():
        numbers = {code: len(words) + place for place, code in enumerate(codes)}
        words += [
            Word(attribute, code, numbers[parent] if parent else None) for code, parent in codes.items()
        ]
        words += [Word(attribute, UNKNOWN), Word(attribute, NONE)]
    return Tree(tuple(words), not_recorded=UNKNOWN, not_applicable=NONE)


SMALL = tree_of(
    {
        "place": {"R1": None, "P1": "R1", "P2": "R1", "P3": "R1", "R2": None, "Q1": "R2", "Q2": "R2"},
        "education": {"low": None, "low-1": "low", "low-2": "low", "high": None, "high-1": "high"},
        "task": {"g": None, "g1": "g", "g2": "g", "g3": "g", "h": None, "h1": "h", "h11": "h1", "h12": "h1"},
        "licence": {"A": None, "B": None, "C": None},
    }
)
NUMBER = {(word.attribute, word.code): number for number, word in enumerate(SMALL.words)}


class Person(NamedTuple):
    """What somebody chose, as codes; the attributes in `none` do not apply."""

    place: str | None = None
    education: str | None = None
    task: frozenset[str] = frozenset()
    licence: frozenset[str] = frozenset()
    none: frozenset[str] = frozenset()

    def chosen(self) -> set[int]:
        single = {("place", self.place), ("education", self.education)}
        many = {(name, code) for name in ("task", "licence") for code in getattr(self, name)}
        return {NUMBER[pair] for pair in single | many if pair[1]}  # type: ignore[index]

    def closure(self) -> set[int]:
        """What holds for the person, worked out one by one: the oracle of `complete`."""
        held = {above for concept in self.chosen() for above in SMALL.path(concept) if above < len(SMALL)}
        told = {SMALL.words[concept].attribute for concept in held}
        silent = {
            name: NONE if name in self.none else UNKNOWN for name in SMALL.attributes if name not in told
        }
        return held | {NUMBER[pair] for pair in silent.items()}


def release(people: Iterable[Person], policy: Policy, seed: int = 0) -> Outcome:
    """Anonymise these people."""
    people = list(people)
    pairs = [(number, concept) for number, person in enumerate(people) for concept in person.chosen()]
    person, concept = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    return anonymise(
        SMALL,
        chosen=Holdings.of(len(people), person, concept, width=SMALL.size),
        not_applicable=[(number, name) for number, person in enumerate(people) for name in person.none],
        policy=policy,
        lot=np.random.default_rng(seed),
    )


def shown_of(outcome: Outcome, person: int) -> set[int]:
    """The facts of the row that a person stands on."""
    return set(outcome.rows[outcome.row_of[person]].facts)


def codes(facts: Iterable[int]) -> set[str]:
    return {SMALL.words[concept].code for concept in facts}


def _subsets(*values: str) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(values), max_size=3)


PEOPLE = st.lists(
    st.builds(
        Person,
        # Uneven on purpose: large and small places, rare and common facts.
        place=st.sampled_from(["P1", "P1", "P1", "P2", "P3", "Q1", "Q2", "R1", None]),
        education=st.sampled_from(["low-1", "low-1", "low-2", "low", "high-1", None]),
        task=_subsets("g1", "g1", "g2", "g3", "g", "h11", "h12", "h1"),
        licence=_subsets("A", "A", "B", "C"),
        none=_subsets("licence", "task", "education"),
    ),
    max_size=60,
)
POLICIES = st.builds(
    Policy,
    k=st.integers(2, 5),
    floor=st.integers(1, 20),
    class_attributes=st.sampled_from(
        [("place", "education"), ("education", "place"), ("place",), ("education",), ()]
    ),
)
