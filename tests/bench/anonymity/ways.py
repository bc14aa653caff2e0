"""The ways of releasing that are compared."""

from dataclasses import dataclass

import numpy as np

from profiles.anonymisation.anonymise import NO_CLASSES, Outcome, anonymise
from profiles.anonymisation.facts import complete
from profiles.anonymisation.policy import Mode, Policy
from profiles.anonymisation.reasons import SHOWN
from profiles.anonymisation.rows import join
from tests.bench.anonymity.population import Sample


@dataclass(frozen=True)
class Way:
    """A name and a policy; without a policy only the names are taken off."""

    name: str
    policy: Policy | None

    def release(self, sample: Sample, *, seed: int) -> Outcome:
        """Anonymise the people of a sample."""
        if self.policy is None:
            return _stripped(sample, seed)
        return anonymise(
            sample.tree,
            chosen=sample.chosen,
            not_applicable=sample.not_applicable,
            policy=self.policy,
            lot=np.random.default_rng(seed),
        )


def ways(people: int) -> list[Way]:
    """Of a million only the default: twins of so many are for another day."""
    k, floor = (10, 500) if people >= 1_000_000 else (5, 200)
    by_class = {"k": k, "floor": floor}
    all_ways = [
        Way("names stripped", None),
        Way("k,k^1", Policy(m=1, **by_class)),
        Way("k,k^2", Policy(m=2, **by_class)),
        Way("k,k^3", Policy(m=3, **by_class)),
        Way("twins", Policy(mode=Mode.TWINS, k=k)),
        Way("6 twin cards", Policy(mode=Mode.TWIN_CARDS, k=k, cards=6)),
        Way("12 twin cards", Policy(mode=Mode.TWIN_CARDS, k=k, cards=12)),
    ]
    if people >= 1_000_000:
        return all_ways[:3]
    return (
        all_ways
        if people < 50_000
        else [way for way in all_ways if way.name not in {"k,k^3", "12 twin cards"}]
    )


def _stripped(sample: Sample, seed: int) -> Outcome:
    given = complete(sample.tree, chosen=sample.chosen, not_applicable=sample.not_applicable)
    verdicts = np.full(len(given.concept), SHOWN, dtype=np.int8)
    rows, stands = join(given.starts, given.concept, shuffle=np.random.default_rng(seed))
    return Outcome(sample.tree, given, verdicts, NO_CLASSES, rows, stands)
