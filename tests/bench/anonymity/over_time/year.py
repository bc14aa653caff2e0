"""Release month after month, and beside it now and then as if there were no release before."""

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from profiles.anonymisation.policy import Policy
from profiles.publication.over_time.check import count_broken
from profiles.publication.over_time.joined import Promise, both
from profiles.publication.over_time.settle import Settled, settle
from tests.bench.anonymity.over_time.register import Register
from tests.bench.anonymity.over_time.released import as_predecessor, work, worth, worth_of_each

CHURN = 0.1
COMPARED = (1, 2, 3, 6, 9, 12)
Month = dict[str, Any]


def year(register: Register, policy: Policy, *, months: int) -> Iterator[Month]:
    """A line for each month after the first release."""
    before = None
    for month in range(months + 1):
        if month:
            register.pass_a_month(month, churn=CHURN)
        population = register.population()
        started = time.process_time()
        then = before and as_predecessor(before, policy)
        settled = settle(population, policy, lot=np.random.default_rng(month), before=then)
        seconds = time.process_time() - started
        if before:
            line = {"month": month, "waiting": len(settled.waits), "cpu_seconds": seconds}
            line |= {"classes": len(settled.outcome.classes.keys), "broken": _broken(before, settled, policy)}
            if month in COMPARED:
                free = settle(population, policy, lot=np.random.default_rng(month), before=None)
                line |= _shares(register, settled, free, policy, month)
            yield line
        before = settled


def _broken(before: Settled, now: Settled, policy: Policy) -> int:
    promise = Promise(policy.k, policy.m)
    joined = both(as_predecessor(before, policy), as_predecessor(now, policy))
    return count_broken(joined, alone=promise, together=promise)


def _shares(register: Register, settled: Settled, free: Settled, policy: Policy, month: int) -> Month:
    """What is told, of what a release without one before it would tell; who waits is told nothing of."""
    mine, theirs = worth_of_each(settled, policy), worth_of_each(free, policy)
    came = register.came

    def of_those(first: int, last: int) -> float | None:
        people = [person for person in theirs if first <= came[person] <= last]
        whole = sum(theirs[person] for person in people)
        return sum(mine.get(person, 0) for person in people) / whole if whole else None

    (full, group), (all_full, all_group) = work(settled), work(free)
    return {
        "worth": worth(settled, policy) / worth(free, policy),
        "facts": of_those(0, month),
        "full": full / all_full,
        "group": group / all_group,
        "first": of_those(0, 0),
        "newest": of_those(month, month),
        "a_month": of_those(month - 1, month - 1) if month > 1 else None,
        "longer": of_those(1, month - 2),
    }


def run(policy: Policy, *, people: int, structure: float, months: int) -> list[Month]:
    """The months of a year; two of a small register go first, so that compiling is not timed."""
    few = Register.of(people=600, structure=structure, seed=2, floor=policy.floor)
    list(year(few, replace(policy, k=3), months=1))
    return list(
        year(
            Register.of(people=people, structure=structure, seed=1, floor=policy.floor), policy, months=months
        )
    )
