"""Cards that k people share to the last fact: one for each person, or several.

Somebody who knows everything about a person finds on each card k people at
least, and nothing links one card to another: all are shuffled together. In each
round everybody is put on a card; what a person has been told about on one card
counts less for the next, so that it tells something else. Place, education,
hours, licence and transport always count in full: without them a card is of no
use.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from os import cpu_count

import numpy as np
from numpy.typing import NDArray

from profiles.anonymisation.blocks import blocks, pairs_of
from profiles.anonymisation.facts import Closed
from profiles.anonymisation.growing import FREE, grow_cards, sit_down
from profiles.anonymisation.policy import Policy
from profiles.anonymisation.reasons import SHOWN, Reason, Verdicts, verdict
from profiles.anonymisation.rows import Collection, Rows, Stands
from profiles.anonymisation.tree import Mask, Numbers, Tree
from profiles.anonymisation.weights import SPECIAL

CONTEXT = frozenset({"place", "education", "hours", "licence", "transport"})
TOLD_ALREADY = 0.15


@dataclass(frozen=True)
class Block:
    """People among whom twins are looked for; their `pairs` that may be told, and whose each is."""

    people: Numbers
    pairs: Numbers
    row: Numbers


def make_cards(
    tree: Tree, *, given: Closed, capped: Mask, policy: Policy, shuffle: np.random.Generator
) -> tuple[Verdicts, Rows, Stands]:
    """What is told of each person on any card, all cards as rows, and where each person stands."""
    plain = _worth(tree, given, policy).astype(np.float32)
    context = np.isin(np.array(tree.attributes), list(CONTEXT))[tree.attribute[given.concept]]
    told = np.zeros(len(plain), dtype=bool)
    collection = Collection()
    for _ in range(policy.cards):
        worth = np.where(told & ~context, plain * np.float32(TOLD_ALREADY), plain)
        for block, cards, shown in _round(tree, given, capped, worth, policy.k):
            told[block.pairs[shown]] = True
            _collect(collection, given, block, cards, shown, alone=policy.cards == 1)
    verdicts = np.where(told, SHOWN, verdict(Reason.TOO_FEW_TWINS)).astype(np.int8)
    verdicts[capped] = verdict(Reason.OVER_CAP)
    rows, stands = collection.shuffled(given.people, shuffle=shuffle)
    return verdicts, rows, stands


def _worth(tree: Tree, given: Closed, policy: Policy) -> NDArray[np.float64]:
    weights = np.array([policy.weight(name) for name in tree.attributes])[tree.attribute[: len(tree)]]
    return np.where(tree.special, weights * SPECIAL, weights)[given.concept]


def _round(
    tree: Tree, given: Closed, capped: Mask, worth: NDArray[np.float32], k: int
) -> Iterator[tuple[Block, Numbers, Mask]]:
    """For each block who is on which card, and which of its pairs the cards show."""
    parts = [_block(given, people, capped) for people in blocks(tree, given=given, worth=worth)]

    def deal(block: Block) -> tuple[Block, Numbers, Mask]:
        return block, *_deal(given, block, worth[block.pairs], k)

    with ThreadPoolExecutor(cpu_count()) as threads:
        yield from threads.map(deal, parts)


def _block(given: Closed, people: Numbers, capped: Mask) -> Block:
    pairs, row = pairs_of(given, people)
    told = ~capped[pairs]
    return Block(people, pairs[told], row[told])


def _deal(given: Closed, block: Block, worth: NDArray[np.float32], k: int) -> tuple[Numbers, Mask]:
    """Person of the block -> card, or FREE; and which pairs are shown."""
    concepts, fact = np.unique(given.concept[block.pairs], return_inverse=True)
    support = np.bincount(fact)
    # What nobody or everybody shares decides nothing.
    worth = np.where((support[fact] < k) | (support[fact] == len(block.people)), 0, worth)
    start = np.searchsorted(block.row, np.arange(len(block.people) + 1))
    people = sit_down(start=start, fact=fact, worth=worth, facts=len(concepts))
    cards = grow_cards(people, k)
    cards = _place_the_rest(cards, block, fact, k)
    return cards, _shared(cards, block.row, fact, len(concepts))


def _place_the_rest(cards: Numbers, block: Block, fact: Numbers, k: int) -> Numbers:
    """Who is left over: k people make a card of their own, fewer join the cards that lose least by it."""
    left = np.flatnonzero(cards == FREE)
    if len(left) >= k:
        return np.where(cards == FREE, cards.max() + 1, cards)
    if not len(left):
        return cards
    facts = int(fact.max()) + 1
    shown = _shared(cards, block.row, fact, facts)
    told = np.zeros((cards.max() + 1, facts), dtype=bool)
    told[cards[block.row[shown]], fact[shown]] = True
    placed = cards.copy()
    for person in left:
        holds = np.zeros(facts, dtype=bool)
        holds[fact[block.row == person]] = True
        card = np.lexsort((-(told & holds).sum(axis=1), (told & ~holds).sum(axis=1)))[0]
        placed[person] = card
        told[card] &= holds
    return placed


def _shared(cards: Numbers, row: Numbers, fact: Numbers, facts: int) -> Mask:
    """Which pairs are held by all who are on the same card."""
    card = cards[row]
    on = card != FREE
    size = np.bincount(cards[cards != FREE], minlength=1)
    key = np.where(on, card, 0) * facts + fact
    holders = np.bincount(key[on], minlength=len(size) * facts)
    shared: Mask = on & (holders[key] == size[np.where(on, card, 0)])
    return shared


def _collect(
    collection: Collection, given: Closed, block: Block, cards: Numbers, shown: Mask, *, alone: bool
) -> None:
    """Put people on the rows of their cards. A card that tells nothing is none, unless there is no other."""
    facts = given.concept[block.pairs[shown]]
    starts = np.searchsorted(block.row[shown], np.arange(len(block.people) + 1))
    for card, first in zip(*np.unique(cards, return_index=True), strict=True):
        if alone or starts[first + 1] > starts[first]:
            people = block.people[cards == card]
            collection.put(people, collection.number(facts[starts[first] : starts[first + 1]]))
