"""Twelve monthly releases: who keeps them all, and what that brings."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from profiles.publication.attack.hidden_cells import hidden_cells
from profiles.publication.attack.membership import found_at, membership_scores
from profiles.publication.attack.months import guess_whats, month_between, with_exchanged_facts
from profiles.publication.attack.world import Groups
from tests.bench.anonymity.made import Bench

MONTHS = 12
CHANGED = 0.10


def year(bench: Bench, *, rng: np.random.Generator) -> Iterator[tuple[str, float]]:
    """Figures by name, of releases in which a tenth of the people changes each month."""
    order = rng.permutation(bench.people)
    always, never, others = np.array_split(order, [len(order) * 45 // 100, len(order) * 90 // 100])
    people = bench.recount.people
    scores = np.zeros(bench.people)
    by_month = []
    for month in range(MONTHS):
        people = with_exchanged_facts(
            bench.world, people, rng.permutation(always)[: round(CHANGED / 3 * len(order))], rng
        )
        present = np.sort(np.concatenate([always, rng.permutation(others)[: len(others) // 2]]))
        groups = Groups(bench.world, replace(bench.recount, people=people).release_of(present))
        scores += membership_scores(
            bench.world, groups, bench.population, sampling_rate=bench.policy.sampling_rate
        )
        by_month.append(found_at(scores[always], scores[never]))
        if month == 0:
            first = hidden_cells(bench.world, groups, bench.population.take(present))
    yield "membership, one release", by_month[0]
    yield "membership, all twelve added up", by_month[-1]
    yield "hidden cells disclosed by circles, first release", first.share
    guessed = [
        guess_whats(
            bench.world,
            bench.population,
            month_between(bench.world, bench.recount, bench.population, changed=CHANGED, rng=rng),
            most=200,
            rng=rng,
        )
        for _ in range(MONTHS - 1)
    ]
    yield "newcomer, mean of eleven months", float(np.mean([one.newcomers for one in guessed]))
    yield "leaver, mean of eleven months", float(np.mean([one.leavers for one in guessed]))
    yield "control, mean of eleven months", float(np.mean([one.control for one in guessed]))
