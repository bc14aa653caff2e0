"""Make a release that keeps its promise together with the one before."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from explorer.release.models import Release
from profiles.anonymisation.anonymise import HELD_BACK, Outcome
from profiles.anonymisation.facts import Holdings
from profiles.anonymisation.policy import Policy as Rules
from profiles.publication.over_time.check import count_broken
from profiles.publication.over_time.combinations import Held
from profiles.publication.over_time.joined import Joined, Promise
from profiles.publication.over_time.joining import both, join, rules_for, trimmed
from profiles.publication.over_time.predecessor import Predecessor, read_release
from profiles.publication.over_time.trim import trim
from profiles.publication.over_time.waiting import who_waits
from profiles.publication.read import Population

# Times the floor of the policy; and the share of people (or else k) who may wait before the next is tried.
FLOORS = (1, 1.25, 1.6, 2, 4)
FEW = 0.01

Draw = Callable[[Population, Rules], Outcome]


@dataclass(frozen=True)
class Settled:
    """What may be released: without who waits, and without the facts held back."""

    population: Population
    outcome: Outcome
    waiting: int = 0
    held_back: int = 0

    def to_json(self) -> dict[str, Any]:
        """As `Publication.report["over_time"]` holds it."""
        return {"waiting": self.waiting, "facts_held_back": self.held_back}


def settle(population: Population, rules: Rules, *, draw: Draw, before: Predecessor | None) -> Settled:
    """Draw a release, and again without who must wait, until nobody must; then trim what is told.

    Without a predecessor what is drawn is released.
    """
    everybody = len(population.profiles)
    if before is None:
        return Settled(population, draw(population, rules))
    asked = _steady_rules(population, rules, draw, before)
    while True:
        drawn = _Drawn.of(population, rules, draw(population, asked), before)
        if not drawn.waits.any():
            break
        population = _without(population, drawn.waits)
    waiting = everybody - len(population.profiles)
    if not drawn.outcome.rows:
        return Settled(population, drawn.outcome, waiting)
    joined, needed = drawn.joined, rules_for(drawn.outcome, rules, before)
    kept = trim(joined, needed)
    lot = np.random.default_rng(secrets.randbits(128))
    outcome, held_back = trimmed(drawn.outcome, rules, kept, lot)
    return Settled(population, outcome, waiting, held_back)


@dataclass(frozen=True)
class _Drawn:
    """A draw beside the release before, and who would have to wait."""

    outcome: Outcome
    joined: Joined
    waits: Held

    @classmethod
    def of(cls, population: Population, rules: Rules, outcome: Outcome, before: Predecessor) -> "_Drawn":
        joined = join(population, outcome, rules, before)
        needed = rules_for(outcome, rules, before)
        waits = who_waits(joined, alone=needed.alone, together=needed.joined)[: len(population.profiles)]
        return cls(outcome, joined, waits if outcome.rows else np.zeros_like(waits))


def _steady_rules(population: Population, rules: Rules, draw: Draw, before: Predecessor) -> Rules:
    """The rules with a floor at which few have to wait.

    Where a class was just large enough to be divided, many would: what was told of the
    whole stands out in a part. A higher floor keeps it together, and keeps the promise too.
    """
    fewest, steady = len(population.profiles) + 1, rules
    for times in FLOORS:
        asked = replace(rules, floor=int(rules.floor * times))
        waiting = int(_Drawn.of(population, rules, draw(population, asked), before).waits.sum())
        if waiting < fewest:
            fewest, steady = waiting, asked
        if waiting <= max(FEW * len(population.profiles), rules.k):
            break
    return steady


def count_broken_together(settled: Settled, release: Release, before: Predecessor) -> int:
    """How often what was written breaks the promise together with the release before; see `check`."""
    people, words = settled.population.profiles, settled.population.words
    row_of = {
        pk: row for pk, row in zip(people, settled.outcome.row_of.tolist(), strict=True) if row != HELD_BACK
    }
    now = read_release(release, words, row_of=row_of)
    joined = both(before, now)
    alone = Promise(now.k, now.m)
    return count_broken(joined, alone=alone, together=alone.weaker(Promise(before.k, before.m)))


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
