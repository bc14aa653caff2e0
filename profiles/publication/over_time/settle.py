"""Make a release that keeps its promise together with the one before."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from explorer.release.models import Release
from profiles.anonymisation.anonymise import HELD_BACK, Outcome, anonymise, classes_beside
from profiles.anonymisation.facts import Holdings
from profiles.anonymisation.past import ABSENT, Past
from profiles.anonymisation.policy import Policy as Rules
from profiles.publication.over_time.check import count_broken
from profiles.publication.over_time.combinations import Held
from profiles.publication.over_time.joined import Joined, Promise, Side, both
from profiles.publication.over_time.predecessor import Predecessor, read_release
from profiles.publication.over_time.waiting import who_waits
from profiles.publication.read import Population


@dataclass(frozen=True)
class Settled:
    """What may be released: without who waits."""

    population: Population
    outcome: Outcome
    waits: frozenset[int] = frozenset()

    def to_json(self) -> dict[str, Any]:
        """As `Publication.report["over_time"]` holds it."""
        return {"waiting": len(self.waits)}


def settle(
    population: Population, rules: Rules, *, lot: np.random.Generator, before: Predecessor | None
) -> Settled:
    """Make the rows of a release of these people, without who must wait for a next one.

    What the former release told and still holds is told again as far as k people are left to share
    it, and more is told where that tells not too much together. Without a predecessor everything
    is decided anew.
    """
    everybody, past = population.profiles, None
    while before:
        past = before.past(population, rules)
        waits = _who_waits(population, rules, past)
        if not waits.any():
            break
        population = _without(population, waits)
    outcome = anonymise(
        population.words.tree,
        chosen=population.chosen,
        not_applicable=population.not_applicable,
        policy=rules,
        lot=lot,
        past=past,
    )
    return Settled(population, outcome, frozenset(everybody) - set(population.profiles))


def _who_waits(population: Population, rules: Rules, past: Past) -> Held:
    """Person -> whether this release must not show them."""
    people = len(population.profiles)
    if people < rules.k:
        return np.zeros(people, dtype=bool)
    classes = classes_beside(
        population.words.tree,
        chosen=population.chosen,
        not_applicable=population.not_applicable,
        policy=rules,
        past=past,
    )
    now = np.append(classes.of_person, np.full(len(past.class_of) - people, ABSENT))
    told = past.told.table()
    alone = Promise(rules.k, rules.m)
    joined = Joined(then=Side(told, past.class_of), now=Side(told, now))
    return who_waits(joined, alone=alone, together=alone.weaker(Promise(past.k, past.m)))[:people]


def count_broken_together(settled: Settled, release: Release, before: Predecessor) -> int:
    """How often what was written breaks the promise together with the release before; see `check`."""
    people, words = settled.population.profiles, settled.population.words
    row_of: Mapping[int, int] = {
        pk: row for pk, row in zip(people, settled.outcome.row_of.tolist(), strict=True) if row != HELD_BACK
    }
    now = read_release(release, words, row_of=row_of)
    alone = Promise(now.k, now.m)
    return count_broken(both(before, now), alone=alone, together=alone.weaker(Promise(before.k, before.m)))


def _without(population: Population, waits: Held) -> Population:
    number = np.cumsum(~waits) - 1
    chosen = population.chosen
    kept = ~waits[chosen.person]
    return replace(
        population,
        profiles=tuple(pk for pk, wait in zip(population.profiles, waits, strict=True) if not wait),
        chosen=Holdings.of(
            int((~waits).sum()),
            number[chosen.person[kept]],
            chosen.concept[kept],
            width=population.words.tree.size,
        ),
        not_applicable=tuple(
            (int(number[person]), name) for person, name in population.not_applicable if not waits[person]
        ),
    )
