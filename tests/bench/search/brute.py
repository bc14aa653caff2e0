"""The right answers, from the rows alone: every search looks at every fact of every profile.

Slow and without any index, and shares nothing with one. Beside the task that all
engines do it answers what employers are shown: who possibly fits as well.
"""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from multiprocessing import get_context

import numpy as np
from numpy.typing import NDArray

from explorer.release.models import NOT_RECORDED
from tests.bench.search.asked import Asked, Wish
from tests.bench.search.task import FIRST, Answer, Counts, Profiles

Mask = NDArray[np.bool_]


# At a million a search takes seconds: from so many profiles on a process for each core answers.
MANY = 50_000


@dataclass(frozen=True)
class Both:
    """An answer of those who fit for certain, and one of those who may fit as well."""

    certain: Answer
    possible: Answer


class Brute:
    """Profiles to be looked through."""

    def __init__(self, profiles: Profiles) -> None:
        self._profiles, self._words = profiles, profiles.words
        self._holders = profiles.holders

    def answer(self, asked: Asked) -> Both:
        """Both answers to a search."""
        certain = [self._holds(wish.options) for wish in asked.wishes]
        fits = [
            sure | self._may_hold(wish) | self._is_silent(wish)
            for wish, sure in zip(asked.wishes, certain, strict=True)
        ]
        met = np.sum(certain, axis=0, dtype=np.int8) if certain else np.zeros(len(self._profiles), np.int8)
        return Both(self._told(asked, certain, met), self._told(asked, fits, met))

    def _told(self, asked: Asked, masks: Sequence[Mask], met: NDArray[np.int8]) -> Answer:
        hits = self._all(masks)
        counts = self._count(hits)
        for place, wish in enumerate(asked.wishes):
            others = self._all([mask for number, mask in enumerate(masks) if number != place])
            span = slice(wish.span.start, wish.span.stop)
            counts[span] = self._count(others)[span]
        found = np.flatnonzero(hits)
        # Who meets most wishes for certain comes first; then the order of the day.
        first = found[np.argsort(-met[found], kind="stable")][:FIRST]
        return Answer(len(found), counts, first.tolist())

    def _all(self, masks: Sequence[Mask]) -> Mask:
        return np.logical_and.reduce([np.ones(len(self._profiles), dtype=bool), *masks])

    def _count(self, chosen: Mask) -> Counts:
        return np.bincount(self._profiles.facts[chosen[self._holders]], minlength=len(self._words))

    def _holds(self, concepts: Iterable[int]) -> Mask:
        wanted = np.zeros(len(self._words), dtype=bool)
        wanted[list(concepts)] = True
        held = np.zeros(len(self._profiles), dtype=bool)
        held[self._holders[wanted[self._profiles.facts]]] = True
        return held

    def _may_hold(self, wish: Wish) -> Mask:
        """Told as a group of an option and as nothing below that group: it may mean the option."""
        groups = {above for option in wish.options for above in self._words.ancestors(option)}
        below = {group: [word.number for word in self._words.descendants(group)] for group in groups}
        masks = [self._holds([group]) & ~self._holds(below[group]) for group in groups]
        return np.logical_or.reduce([np.zeros(len(self._profiles), dtype=bool), *masks])

    def _is_silent(self, wish: Wish) -> Mask:
        """Nothing is told of the attribute, or that nothing was recorded."""
        not_recorded = self._words.find(attribute=wish.attribute, code=NOT_RECORDED)
        silent = ~self._holds(wish.span)
        return silent if not_recorded is None else silent | self._holds([not_recorded.number])


def answers(profiles: Profiles, asked: Sequence[Asked]) -> list[Both]:
    """Both answers to each search."""
    brute = Brute(profiles)
    if len(profiles) < MANY:
        return [brute.answer(one) for one in asked]
    # Processes that have the profiles already, by being forked.
    with get_context("fork").Pool(os.cpu_count(), _keep, [brute]) as pool:
        return pool.map(_answer, asked, chunksize=1)


def _keep(brute: Brute) -> None:
    _kept.append(brute)


def _answer(asked: Asked) -> Both:
    return _kept[-1].answer(asked)


_kept: list[Brute] = []
