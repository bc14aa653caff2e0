"""Drawing lots that come out the same for the same seed, on every machine and in every order."""

import random
from collections.abc import Mapping
from functools import lru_cache
from itertools import accumulate

Weights = Mapping[str, float]


def lots(*, seed: int, about: str | int) -> random.Random:
    """A source of chance for one thing: what is drawn for one person never depends on another."""
    return random.Random(f"{seed}/{about}")  # noqa: S311 - must be reproducible, guards nothing


def happens(lot: random.Random, chance: float) -> bool:
    return lot.random() < chance


def pick(lot: random.Random, weights: Weights) -> str:
    """One of the keys, each as likely as its weight."""
    return lot.choices(list(weights), cum_weights=_cumulative(tuple(weights.values())))[0]


def pick_several(lot: random.Random, weights: Weights, count: int) -> set[str]:
    """At most `count` different keys; popular ones come up twice, so it may be fewer."""
    return set(lot.choices(list(weights), cum_weights=_cumulative(tuple(weights.values())), k=count))


def falling(*names: str) -> dict[str, float]:
    """Weights in which each next name is rarer: 1, 1/2, 1/3, as words of a trade are."""
    return {name: 1 / place for place, name in enumerate(names, start=1)}


@lru_cache(maxsize=4096)
def _cumulative(weights: tuple[float, ...]) -> list[float]:
    return list(accumulate(weights))
