"""The classes as boards: what is decided without play, and the facts that are left to play for."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from profiles.anonymisation.board import Board, lay_out
from profiles.anonymisation.classes import Classes
from profiles.anonymisation.compiled import compiled
from profiles.anonymisation.facts import Closed
from profiles.anonymisation.past import Pairs, Past, beside
from profiles.anonymisation.policy import EDUCATION, PLACE, Policy
from profiles.anonymisation.reasons import SHOWN, Reason, Verdicts, verdict
from profiles.anonymisation.tree import Mask, Numbers, Tree
from profiles.anonymisation.weights import DETAIL, OTHER, SPECIAL

# A fact of the release before that there is no word for now is never shown.
NO_WORD = 0.001
FLOORS = {PLACE: Reason.PLACE_FLOOR, EDUCATION: Reason.BAND_FLOOR}


@dataclass(frozen=True)
class Room:
    """One class. `pairs` are its pairs in `Closed`, `verdicts` what is decided of them already.

    `played` are the places in `pairs` of the pairs that may be shown on the board, in its
    order; `concept` tells which concept a fact of the board is.
    """

    pairs: Numbers
    verdicts: Verdicts
    played: Numbers
    concept: Numbers
    board: Board


@dataclass(frozen=True)
class House:
    """All classes of a population, from which rooms are made one by one."""

    tree: Tree
    given: Closed
    capped: Mask
    classes: Classes
    policy: Policy
    past: Past | None = None

    def __len__(self) -> int:
        return len(self.classes.keys)

    @cached_property
    def _people(self) -> list[Numbers]:
        order = np.argsort(self.classes.of_person, kind="stable")
        return np.split(order, np.cumsum(self.classes.sizes())[:-1])

    @cached_property
    def _specific(self) -> Mask:
        return self.given.specific() & ~self.tree.special[self.given.concept]

    @cached_property
    def worth(self) -> NDArray[np.float64]:
        """Concept -> what it is worth to tell it, for each fact that it stands for."""
        return concept_worth(self.tree, self.policy)

    @cached_property
    def asked_first(self) -> Mask:
        """Concept -> whether it is at the top of what employers ask for most."""
        tree = self.tree
        weights = np.array([self.policy.weight(name) for name in tree.attributes])
        mask: Mask = (weights[tree.attribute] > OTHER) & (tree.depth == 1)
        return mask & ~np.append(tree.special, np.ones(len(tree.attributes), dtype=bool))

    def room(self, number: int) -> Room:
        """The room of a class."""
        people, starts = self._people[number], self.given.starts
        sizes = starts[people + 1] - starts[people]
        first = np.cumsum(sizes) - sizes
        moved = np.repeat(first - starts[people], sizes)
        pairs = np.arange(len(moved)) - moved
        above = self.given.above[pairs]
        above = np.where(above >= 0, above + moved, -1)
        concept = self.given.concept[pairs]
        verdicts = self._decide(pairs, concept, number)
        played = np.flatnonzero(verdicts == SHOWN)
        played = played[~self._in_key(concept[played], number)]
        board, concepts = self._board(people, pairs, np.append(first, len(pairs)), above, concept, played)
        return Room(pairs, verdicts, played, concepts, board)

    def _decide(self, pairs: Numbers, concept: Numbers, number: int) -> Verdicts:
        """Below what is told of the class, over a cap, or rare: not shown."""
        verdicts = np.full(len(pairs), SHOWN, dtype=np.int8)
        support = np.bincount(concept, minlength=self.tree.size)
        verdicts[support[concept] < self.policy.k] = verdict(Reason.RARE_IN_CLASS)
        verdicts[self.capped[pairs]] = verdict(Reason.OVER_CAP)
        for name, told in zip(self.policy.class_attributes, self.classes.keys[number], strict=True):
            verdicts[self._below_what_is_told(concept, told, name)] = verdict(FLOORS[name])
        return verdicts

    def _below_what_is_told(self, concept: Numbers, told: int, name: str) -> Mask:
        """Facts that say more than the class key. Below a band that is told levels are free."""
        tree = self.tree
        mine = (tree.attribute == tree.attribute[told]) & (tree.depth > tree.depth[told])
        free = name == EDUCATION and tree.depth[told] > 0
        return np.zeros(len(concept), dtype=bool) if free else mine[concept]

    def _in_key(self, concept: Numbers, number: int) -> Mask:
        key = np.zeros(self.tree.size, dtype=bool)
        for told in self.classes.keys[number]:
            key[list(self.tree.path(told))] = True
        return key[concept]

    def _board(
        self,
        people: Numbers,
        pairs: Numbers,
        row_start: Numbers,
        above: Numbers,
        concept: Numbers,
        played: Numbers,
    ) -> tuple[Board, Numbers]:
        k, m = self.policy.k, self.policy.m
        new = np.full(len(pairs) + 1, -1)
        new[played] = np.arange(len(played))
        row = np.searchsorted(row_start, played, side="right") - 1
        laid, before = Pairs(row, concept[played], new[above[played]]), None
        if self.past:
            laid, before = beside(laid, members=people, people=self.given.people, past=self.past, k=k, m=m)
        concepts, fact = np.unique(laid.concept, return_inverse=True)
        counts = stands_for(above.astype(np.int32), self._specific[pairs])[played]
        rows = before.joined if before else people
        board = lay_out(
            k=k,
            m=m,
            row_start=np.searchsorted(laid.row, np.arange(len(rows) + 1)),
            fact=fact,
            above=laid.above,
            value=self._value(concepts, fact[before.may] if before else fact, counts),
            before=before,
        )
        return board, concepts

    def _value(self, concepts: Numbers, fact: Numbers, counts: NDArray[np.float64]) -> NDArray[np.float64]:
        """What the facts of a board are worth; `counts`: for how many of a person each pair stands."""
        holders = np.bincount(fact, minlength=len(concepts))
        mean = np.bincount(fact, weights=counts, minlength=len(concepts)) / np.maximum(holders, 1)
        worth = np.append(self.worth, NO_WORD)[np.minimum(concepts, len(self.worth))]
        return worth * np.maximum(mean, 1)


def concept_worth(tree: Tree, policy: Policy) -> NDArray[np.float64]:
    """Concept -> its weight: less for what is below a group, hardly any for what tells nothing."""
    weights = np.array([policy.weight(name) for name in tree.attributes])[tree.attribute[: len(tree)]]
    weights = weights * np.where(tree.depth[: len(tree)] > 1, DETAIL, 1.0)
    return np.where(tree.special, weights * SPECIAL, weights)


@compiled
def stands_for(above: Numbers, specific: Mask) -> NDArray[np.float64]:
    """Pair -> how many of the most specific facts of the same person it is or stands above."""
    counts = np.zeros(len(above))
    for pair in range(len(above)):
        if specific[pair]:
            higher = pair
            while higher >= 0:
                counts[higher] += 1
                higher = above[higher]
    return counts
