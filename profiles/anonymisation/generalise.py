"""Which facts may be shown: (k, k^m) within each class.

A fact that fewer than k people of a class share cannot be shown to anybody in
it. With m = 1 all others are: the rule is exact, and one look is enough. Facts
are closed upward, so dropping a rare fact leaves the nearest ancestor that is
shared enough, which is the generalisation; where none is, nothing of that
branch is left. With m > 1 what may be shown of one depends on what is shown of
others: `starts` looks for the best.

Below the region of a class told by region no place is shown, however many
people share it, and of a class without a band no education: the class key is
what protects, and showing more of it for some would divide the class.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from os import cpu_count

import numpy as np

from profiles.anonymisation.board import Board
from profiles.anonymisation.classes import Classes
from profiles.anonymisation.cover import Ends, cover, ends_of
from profiles.anonymisation.facts import Closed
from profiles.anonymisation.grant import prune
from profiles.anonymisation.past import Past
from profiles.anonymisation.policy import Policy
from profiles.anonymisation.reasons import SHOWN, Reason, Verdicts, verdict
from profiles.anonymisation.rooms import House, Room
from profiles.anonymisation.starts import offer_order, play
from profiles.anonymisation.staying import stay
from profiles.anonymisation.tree import Mask, Numbers, Tree

Player = Callable[..., Board]


def generalise(
    tree: Tree,
    *,
    given: Closed,
    capped: Mask,
    classes: Classes,
    policy: Policy,
    lot: np.random.Generator,
    player: Player = play,
    past: Past | None = None,
) -> Verdicts:
    """Per pair of `given` whether it is shown, and if not, why. `capped` ones are not offered.

    With a `past` the promise holds for the two releases together as well.
    """
    house = House(tree, given, capped, classes, policy, past)
    lots = lot.integers(2**63, size=len(house)).tolist()
    verdicts = np.empty(len(given.concept), dtype=np.int8)

    def settle(number: int) -> None:
        room = house.room(number)
        verdicts[room.pairs] = _settle(house, room, player, np.random.default_rng(lots[number]))

    with ThreadPoolExecutor(cpu_count()) as threads:
        for _ in threads.map(settle, range(len(house))):
            pass
    return verdicts


def _settle(house: House, room: Room, player: Player, lot: np.random.Generator) -> Verdicts:
    """The verdicts of one class."""
    known = np.where(room.concept < len(house.tree), room.concept, house.tree.size)
    first = np.append(house.asked_first, False)[known]
    if house.past:
        board = stay(room.board, first=first)
    elif house.policy.m > 1:
        board = player(room.board, first=first)
    else:
        board = room.board
        board.shown[:] = True
    verdicts = np.where(board.shown, SHOWN, verdict(Reason.TOO_FEW_TOGETHER)).astype(np.int8)
    ends = _ends(house, known, board, lot)
    _cover_and_prune(board, ends, verdicts, prunes=house.past is not None or house.policy.m > 1)
    result = room.verdicts.copy()
    result[room.played] = verdicts[board.may]
    return result


def _cover_and_prune(board: Board, ends: Ends, verdicts: Verdicts, *, prunes: bool) -> None:
    """Until nobody stands out by a gap and (k, k^m) holds; both only hide."""
    nodes = _deepest_first(ends)
    cheapest_first = offer_order(board)[::-1].copy()
    while cover(board, ends, nodes, verdicts) and prunes and prune(board, cheapest_first):
        pass
    verdicts[~board.shown & (verdicts == SHOWN)] = verdict(Reason.TOO_FEW_TOGETHER)


def _ends(house: House, concept: Numbers, board: Board, lot: np.random.Generator) -> Ends:
    """Of a fact without a word it does not matter where it stands: nobody shows it."""
    tree = house.tree
    fact = np.full(tree.size + 1, -1)
    fact[concept] = np.arange(len(concept))
    fact[tree.size] = -1
    concept = np.minimum(concept, tree.size - 1)
    return ends_of(
        board=board,
        attribute=np.unique(tree.attribute[concept], return_inverse=True)[1],
        above=fact[tree.parent[concept]],
        silent=np.isin(concept, tree.unknown),
        lot=lot.permutation(board.people),
    )


def _deepest_first(ends: Ends) -> Numbers:
    """Facts by depth, then roots."""
    facts = len(ends.attribute)
    depth = np.zeros(len(ends.stops), dtype=np.int64)
    above = ends.above.copy()
    while len(above) and (above < facts).any():
        depth[:facts] += above < facts
        above = np.where(above < facts, ends.above[np.minimum(above, facts - 1)], above)
    depth[facts:] = -1
    return np.argsort(-depth, kind="stable")
