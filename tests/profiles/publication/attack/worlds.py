"""Small worlds for the attacker: a few words, a few people, rows made by hand."""

from collections.abc import Sequence

import numpy as np

from profiles.publication.attack.concepts import NOTHING, Concepts
from profiles.publication.attack.facts import Register, Released, closed, table

# code -> (attribute, parent)
WORDS = {
    "R": ("place", None),
    "X": ("place", "R"),
    "Y": ("place", "R"),
    "place-unknown": ("place", None),
    "low": ("education", None),
    "low-1": ("education", "low"),
    "low-2": ("education", "low"),
    "G": ("task", None),
    "g1": ("task", "G"),
    "g2": ("task", "G"),
    "h": ("task", None),
    "task-unknown": ("task", None),
    "B": ("licence", None),
    "no-licence": ("licence", None),
    "now": ("availability", None),
    "later": ("availability", None),
}
NUMBER = {code: number for number, code in enumerate(WORDS)}
ATTRIBUTES = tuple(dict.fromkeys(attribute for attribute, _ in WORDS.values()))
CONCEPTS = Concepts(
    attributes=ATTRIBUTES,
    attribute=np.array([ATTRIBUTES.index(attribute) for attribute, _ in WORDS.values()]),
    parent=np.array([NUMBER[parent] if parent else NOTHING for _, parent in WORDS.values()]),
    special=np.array([code in ("place-unknown", "task-unknown", "no-licence") for code in WORDS]),
    single=frozenset({"place", "education", "availability"}),
)
HERE = "X low"


def held(*told: str) -> "np.ndarray":
    """Codes per thing as pairs, closed upward."""
    pairs = [(number, NUMBER[code]) for number, codes in enumerate(told) for code in codes.split()]
    things, facts = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    return closed(CONCEPTS, things, facts, people=len(told))


def rows(*told: str, people: Sequence[int] = (), by_class: bool = True) -> Released:
    """Rows that tell these codes; each stands for one person unless said otherwise."""
    return Released(held(*told), np.array(people or [1] * len(told)), by_class=by_class)


def register(*true: str, on: Sequence[Sequence[int]], width: int) -> Register:
    """People of whom these codes are true, and the rows that each stands on."""
    pairs = [(person, row) for person, mine in enumerate(on) for row in mine]
    person, row = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    return Register(held(*true), table(person, row, (len(true), width)))
