"""Newcomer and leaver: two releases a month apart, and the attacker knows that a person came or went.

A share of the people changed in between: a third are new, a third are gone, of a third two facts
changed. With the municipality, the education level and that a person came (or went) is guessed one
*what* of theirs from the labels that rose (or fell): of each what the logarithms of how much likelier
each such step is with one person more (or fewer) are added. Beside it the same guess about
people that did neither. By *names stripped* the attacker reads the rows that are new (or gone) and fit.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from profiles.anonymisation.tables import People
from profiles.publication.attack.participation import EDUCATION
from profiles.publication.attack.recount import Recount
from profiles.publication.attack.world import Floats, Groups, Ints, TruePopulation, World

CHANGED_FACTS = 2
MOST = 3.0
"""Largest logarithm that one label brings: that is as much as a person's own draw may hide."""


@dataclass(frozen=True)
class Month:
    """Two releases, and the people that came, went and stayed between them, as indices."""

    before: Groups
    after: Groups
    newcomers: Ints
    leavers: Ints
    stayers: Ints
    changed: float


@dataclass(frozen=True)
class Guessed:
    """Shares of the people with one *what* guessed right."""

    newcomers: float
    leavers: float
    control: float
    stripped: float


def month_between(
    world: World, recount: Recount, population: TruePopulation, *, changed: float, rng: np.random.Generator
) -> Month:
    """Count two releases of which so large a share of the people changed; each has some of them missing."""
    order = rng.permutation(len(population))
    # At least one of each: in a small world a third may be none.
    third = max(1, round(changed * len(order) / 3))
    newcomers, leavers, altered, stayers = np.split(order, [third, 2 * third, 3 * third])
    first = np.sort(np.setdiff1d(order, newcomers))
    second = np.sort(np.setdiff1d(order, leavers))
    later = replace(recount, people=with_exchanged_facts(world, recount.people, altered, rng))
    return Month(
        before=Groups(world, recount.release_of(first)),
        after=Groups(world, later.release_of(second)),
        newcomers=newcomers,
        leavers=leavers,
        stayers=stayers,
        changed=changed,
    )


def guess_whats(
    world: World, population: TruePopulation, month: Month, *, most: int, rng: np.random.Generator
) -> Guessed:
    """Guess one what of at most so many newcomers, leavers and stayers."""
    newcomers, leavers, stayers = (
        rng.permutation(people)[:most] for people in (month.newcomers, month.leavers, month.stayers)
    )
    rises = _Steps(world, month.before, month.after, month.changed)
    falls = _Steps(world, month.after, month.before, month.changed)
    return Guessed(
        newcomers=_share_right(world, population, rises, newcomers),
        leavers=_share_right(world, population, falls, leavers),
        control=_share_right(world, population, rises, stayers),
        stripped=_stripped(world, population, month.newcomers, rng),
    )


class _Steps:
    """Of each what how much likelier the steps of its labels are with one person more of a kind."""

    def __init__(self, world: World, before: Groups, after: Groups, changed: float) -> None:
        self.world, self._before, self._after = world, before, after
        self._moving = changed * 2 / 3
        self._ratios: dict[tuple[int, int, int], float] = {}
        self._scores: dict[tuple[int, tuple[int, ...]], Floats] = {}

    def score(self, place: int, known: tuple[int, ...]) -> Floats:
        """Sum over the areas of a municipality, alone and beside what is known."""
        if (place, known) not in self._scores:
            self._scores[place, known] = sum(
                (self._of(area, fact) for area in self.world.areas_of[place] for fact in (0, *known)),
                start=np.zeros(len(self.world)),
            )
        return self._scores[place, known]

    def _of(self, area: int, fact: int) -> Floats:
        before, after = (groups.beside(area, fact).astype(np.int64) for groups in (self._before, self._after))
        threshold = self.world.threshold(area, fact, int(np.argmax(self.world.is_what)), people=before[0])
        ratios = np.zeros(len(before))
        for what in np.flatnonzero(after > before):
            ratios[what] = self._ratio(int(before[what]), int(after[what]), threshold)
        return ratios

    def _ratio(self, before: int, after: int, threshold: int) -> float:
        """Log of how much likelier a label is after the other with one person more."""
        if (before, after, threshold) not in self._ratios:
            # Here, since it takes a quarter of a second, and every command of the register reads this module.
            from scipy.stats import skellam

            people = np.arange(before, max(2 * before, threshold))
            low, high = (max(after, threshold), 2 * after) if after else (-10_000, threshold)
            # Small groups are commoner than large ones; of the size nothing else is known.
            likely = 1 / (people + 1.0)
            # Not quite zero: a step that the model holds impossible would weigh without limit.
            moving = np.maximum(self._moving / 2 * people, 1e-6) + 0.02

            def within(shift: int) -> float:
                chance = skellam.cdf(high - 1 - people - shift, moving, moving)
                chance -= skellam.cdf(low - 1 - people - shift, moving, moving)
                return float((likely * chance).sum() / likely.sum())

            ratio = (within(1) + 1e-6) / (within(0) + 1e-6)
            self._ratios[before, after, threshold] = float(np.clip(np.log(ratio), -MOST, MOST))
        return self._ratios[before, after, threshold]


def _share_right(
    world: World, population: TruePopulation, steps: _Steps, people: Sequence[int] | Ints
) -> float:
    candidates = world.is_leaf & world.is_what
    right = []
    for person in people:
        known = tuple(np.flatnonzero(population.holds[person] & world.of(EDUCATION)).tolist())
        score = steps.score(int(population.place[person]), known)
        guess = int(np.argmax(np.where(candidates, score, -np.inf)))
        right.append(population.holds[person, guess])
    return float(np.mean(right)) if right else 0.0


def _stripped(world: World, population: TruePopulation, newcomers: Ints, rng: np.random.Generator) -> float:
    """What most of the new rows of the place and level have."""
    right = []
    level = world.of(EDUCATION) & world.is_leaf
    for person in newcomers:
        fits = newcomers[population.place[newcomers] == population.place[person]]
        known = population.holds[person] & level
        fits = fits[(population.holds[fits][:, level] == known[level]).all(axis=1)]
        # Less than one, so that it only decides between equals.
        counts = population.holds[fits].sum(axis=0) + rng.random(len(world)) / 2
        guess = int(np.argmax(np.where(world.is_leaf & world.is_what, counts, -1)))
        right.append(population.holds[person, guess])
    return float(np.mean(right)) if right else 0.0


def with_exchanged_facts(world: World, people: People, chosen: Ints, rng: np.random.Generator) -> People:
    """The same people, but these exchanged two whats for those of another person."""
    facts = [
        people.facts[start:end] for start, end in zip(people.starts[:-1], people.starts[1:], strict=True)
    ]
    leaf_what = world.is_leaf & world.is_what
    for person in chosen.tolist():
        own = facts[person][leaf_what[facts[person]]]
        others = facts[int(rng.integers(len(facts)))]
        new = rng.permutation(np.setdiff1d(others[leaf_what[others]], own))[:CHANGED_FACTS]
        gone = rng.permutation(own)[: len(new)]
        kept = facts[person][world.is_leaf[facts[person]] | world.special[facts[person]]]
        chosen_facts = [*np.setdiff1d(kept, gone).tolist(), *new.tolist()]
        # What was chosen above a leaf stays, unless a leaf that went was all there was below it.
        groups = np.setdiff1d(facts[person], world.closed(kept.tolist()))
        facts[person] = np.array(world.closed([*chosen_facts, *groups.tolist()]), np.int64)
    lengths = [len(each) for each in facts]
    return replace(people, starts=np.concatenate([[0], np.cumsum(lengths)]), facts=np.concatenate(facts))
