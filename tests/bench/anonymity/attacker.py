"""How an attacker fares who holds everything that is true, on what a way of releasing tells."""

from typing import Any

import numpy as np

from profiles.anonymisation.anonymise import Outcome
from profiles.anonymisation.policy import Mode, Policy
from profiles.publication.attack.attack import attack
from profiles.publication.attack.concepts import NOTHING, Concepts
from profiles.publication.attack.facts import Register, Released, table
from profiles.publication.catalogue import ONE_VALUE

TARGETS = 1000
EVERYTHING = "all"


def attacked(outcome: Outcome, policy: Policy, *, seed: int) -> dict[str, Any]:
    """Amount of random facts ("0" … "5", "all") -> the figures of the release and of names stripped."""
    concepts = _concepts(outcome)
    told = attack(concepts, _released(outcome, policy), _register(outcome), seed=seed, most=TARGETS).public()
    return {
        f"{line['kind']} {EVERYTHING if line['facts'] is None else line['facts']}": {
            "release": line["release"],
            "stripped": line["stripped"],
        }
        for line in told["lines"]
    }


def _concepts(outcome: Outcome) -> Concepts:
    tree = outcome.tree
    names = tuple(dict.fromkeys(word.attribute for word in tree.words))
    return Concepts(
        attributes=names,
        attribute=np.array([names.index(word.attribute) for word in tree.words]),
        parent=np.array([NOTHING if word.parent is None else word.parent for word in tree.words]),
        special=np.asarray(tree.special[: len(tree)]),
        single=ONE_VALUE,
    )


def _released(outcome: Outcome, policy: Policy) -> Released:
    rows, width = outcome.rows, len(outcome.tree.words)
    number = np.repeat(np.arange(len(rows)), np.diff(rows.starts))
    return Released(
        held=table(number, rows.facts, (len(rows), width)),
        people=rows.people.astype(np.int64),
        by_class=policy.mode is Mode.PROFILES,
    )


def _register(outcome: Outcome) -> Register:
    given, width = outcome.given, len(outcome.tree.words)
    real = given.concept < width
    person = np.repeat(np.arange(given.people), outcome.stands.count())
    return Register(
        held=table(given.person[real], given.concept[real], (given.people, width)),
        on_row=table(person, outcome.stands.numbers, (given.people, len(outcome.rows))),
    )
