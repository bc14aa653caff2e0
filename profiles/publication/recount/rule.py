"""What the policy of a release says of a group: its threshold, its label, and what narrower groups imply."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.release.models import Area, PublishedConcept
from explorer.release.shapes import SHAPES, WHATS
from explorer.release.verification.published import Groups, key_of

NO_SHAPE = -1
Numbers = NDArray[np.int64]
Key = tuple[int, int, int]


@dataclass(frozen=True)
class Rule:
    """Words, areas and policy of a release; concepts and areas in order of their numbers."""

    concepts: Sequence[PublishedConcept]
    areas: Sequence[Area]
    policy: dict[str, Any]

    @property
    def k(self) -> int:
        return int(self.policy["k"])

    @cached_property
    def is_what(self) -> NDArray[np.bool_]:
        return np.array([False, *(concept.attribute in WHATS for concept in self.concepts)])

    @cached_property
    def is_above(self) -> NDArray[np.bool_]:
        """[one, other]: whether the other concept is the one itself or an ancestor of it."""
        above = np.eye(len(self.concepts) + 1, dtype=bool)
        for concept in self.concepts:
            if concept.parent:
                above[concept.number] |= above[concept.parent]
        # Index 0 is no concept, so nothing is above or below it.
        above[:, 0] = above[0] = False
        return above

    def thresholds(self, area: Area, people: int) -> Numbers:
        """By number of a condition the fewest people of a group in an area, or NO_SHAPE."""
        attributes = ["", *(concept.attribute for concept in self.concepts)]
        known = {name: self._threshold(area, name, people) for name in set(attributes)}
        return np.array([known[name] for name in attributes], np.int64)

    def _threshold(self, area: Area, attribute: str, people: int) -> int:
        fitting = [
            (shape.least, shape.share)
            for shape in SHAPES
            if self.policy["shapes"][shape.name]
            and set(area.kinds) & set(shape.areas)
            and (attribute in shape.conditions if attribute else not shape.conditions)
        ]
        least, share = min(fitting, default=(NO_SHAPE, 0.0))
        return max(self.k, least, int(share * people)) if fitting else NO_SHAPE

    def exists(self, whats: Numbers, conditions: Numbers) -> NDArray[np.bool_]:
        """Whether words make a group: of two whats the lower comes first, and neither is above the other."""
        related = self.is_above[whats, conditions] | self.is_above[conditions, whats]
        return ~self.is_what[conditions] | ((whats > 0) & (whats < conditions) & ~related)

    def labels(self, counts: Numbers) -> Numbers:
        """The largest k x 2^n that is no more than each count, 0 below k."""
        labels = np.where(counts >= self.k, self.k, 0)
        # By doubling, and not by logarithms as in the counting: a fault there must show here.
        while (doubled := (labels > 0) & (2 * labels <= counts)).any():
            labels[doubled] *= 2
        return labels


class Implied:
    """What listed groups imply of a wider one, asked for one group at a time."""

    def __init__(self, groups: Groups, rule: Rule) -> None:
        self._groups, self._rule = groups, rule
        self._members = [frozenset[int](), *(frozenset(area.members) for area in rule.areas)]
        self._children: dict[int, list[int]] = {}
        for concept in rule.concepts:
            if concept.parent:
                self._children.setdefault(concept.parent, []).append(concept.number)

    def of(self, key: Key) -> int:
        """The highest label that one narrower group, or the parts of the area, imply."""
        what, area, condition = key
        narrower = [*self._narrower(what, area, condition)]
        around = self._members[area]
        narrower += [
            (what, inner, condition)
            for inner, members in enumerate(self._members)
            if members and members < around
        ]
        parts = [(what, part, condition) for part in self._parts(area)]
        total = self._at_least(parts).sum()
        # One part alone is inside the area, and was asked above.
        summed = int(self._rule.labels(np.array([total]))[0]) if len(parts) > 1 else 0
        return max(int(self._at_least(narrower).max(initial=0)), summed)

    def is_hidden_inside(self, what: int, area: int) -> bool:
        """Whether a municipality of an area does not list a what on its own."""
        single = [n for n, each in enumerate(self._rule.areas, start=1) if "M" in each.kinds]
        inside = [n for n in single if self._members[n] <= self._members[area]]
        return bool((self._at_least([(what, number, 0) for number in inside]) == 0).any())

    def _narrower(self, what: int, area: int, condition: int) -> Iterator[Key]:
        """With a word below what or condition; below none is every word."""
        everything = range(1, len(self._rule.concepts) + 1)
        is_what = self._rule.is_what
        for below in self._children.get(what, []) if what else everything:
            low, high = (below, condition)
            # A pair is listed once, with the lower number first.
            if is_what[condition] and low > high:
                low, high = high, low
            yield low, area, high
        for below in self._children.get(condition, []) if condition else everything:
            low, high = what, below
            if is_what[below] and low > high:
                low, high = high, low
            yield low, area, high

    def _parts(self, area: int) -> list[int]:
        kinds = ["", *(each.kinds for each in self._rule.areas)]
        around = self._members[area]
        whole = [n for n, members in enumerate(self._members) if "R" in kinds[n] and members < around]
        rest = around.difference(*(self._members[n] for n in whole))
        return [
            *whole,
            *(n for n, members in enumerate(self._members) if "M" in kinds[n] and members <= rest),
        ]

    def _at_least(self, keys: Sequence[Key]) -> Numbers:
        if not keys or not len(self._groups):
            return np.zeros(len(keys), np.int64)
        wanted = key_of(*np.array(keys, np.int64).T)
        # Clipped, since a key behind the last one has no place.
        at = np.searchsorted(self._groups.keys, wanted).clip(max=len(self._groups) - 1)
        return np.where(self._groups.keys[at] == wanted, self._groups.at_least[at], 0).astype(np.int64)
