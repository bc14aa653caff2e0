"""Does the order of the rows tell anything? Rows must stand as if drawn by lot.

Four things are measured; each would be extreme if rows were sorted or grouped,
and each is compared with what a fair shuffle gives:

* `sorted`: how often a row is above the one before it, in the order of the facts
  (the ascents of a random permutation have mean (n − 1) / 2, variance (n + 1) / 12);
* `rising`: how the place of a row goes with the order of its facts, the people it
  stands for and how much it tells (Spearman; variance 1 / (n − 1), also with ties);
* `classes`: how many neighbours are of one class, against as many throws of a
  coin with the chance that two rows are;
* `alike`: of neighbours two by two, how often they share more facts than two rows
  that were drawn blindly; a coin again.

A violation is what a fair shuffle shows less than once in a thousand million
times, so a release that is refused may simply be made again. A dozen rows can
stand sorted by chance: of fewer than `FEWEST` nothing is said. It cannot see an
order that leaves no trace in the facts, such as that of the register.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import special

from explorer.release.verification.classes import Classes
from explorer.release.verification.findings import Found, Kind, Violation, found
from explorer.release.verification.published import BLOCK, Numbers, Published, Rows

FEWEST = 16
CHANCE = 1e-9
DEVIATIONS = 6.1  # of a normal distribution beyond which, on either side, lies less than CHANCE
COLUMNS = 16


def check_order(published: Published, classes: Classes | None) -> Found:
    """The order of the rows is that of a shuffle; see above."""
    rows = published.known
    if len(rows) < FEWEST:
        return Found(0)
    # The verifier's own lot, the same each time: who verifies again must find the same.
    lot = np.random.default_rng(len(rows))
    signs = [*_sorted(rows, lot), *_classes(classes), *_alike(rows, lot)]
    return found(len(rows), (Violation(Kind.ORDER_TELLS, {"sign": sign}) for sign in signs))


def _sorted(rows: Rows, lot: np.random.Generator) -> Iterator[str]:
    ranks = {
        "facts": _rank(_first_facts(rows), lot),
        "people": _rank(rows.people[:, None], lot),
        "length": _rank(rows.lengths[:, None], lot),
    }
    many = len(rows)
    ascents = int((np.diff(ranks["facts"]) > 0).sum())
    if abs(ascents - (many - 1) / 2) > DEVIATIONS * np.sqrt((many + 1) / 12):
        yield "sorted"
    place = np.arange(many)
    for name, rank in ranks.items():
        if abs(np.corrcoef(place, rank)[0, 1]) * np.sqrt(many - 1) > DEVIATIONS:
            yield f"rising_{name}"


def _rank(columns: NDArray[Any], lot: np.random.Generator) -> Numbers:
    """Place of each row in the order of these columns, the first before all; equals by lot."""
    keys = (lot.random(len(columns)), *columns.T[::-1])
    rank = np.empty(len(columns), dtype=np.int64)
    rank[np.lexsort(keys)] = np.arange(len(columns))
    return rank


def _first_facts(rows: Rows) -> NDArray[np.int32]:
    """The first facts of each row, -1 where it has no more."""
    table = np.full((len(rows), COLUMNS), -1, dtype=np.int32)
    for column in range(COLUMNS):
        has = rows.lengths > column
        table[has, column] = rows.facts[rows.indptr[:-1][has] + column]
    return table


def _classes(classes: Classes | None) -> Iterator[str]:
    if classes is None:
        return
    many = len(classes.of_row)
    sizes = np.bincount(classes.of_row)
    chance = float((sizes * (sizes - 1)).sum() / (many * (many - 1)))
    neighbours = int((classes.of_row[1:] == classes.of_row[:-1]).sum())
    if _is_beyond(neighbours, throws=many - 1, chance=chance):
        yield "classes"


def _alike(rows: Rows, lot: np.random.Generator) -> Iterator[str]:
    # Pairs that have no row in common, so that one says nothing of the next; then those in between.
    for start in (0, 1):
        pairs = (len(rows) - start) // 2
        near = start + np.arange(2 * pairs).reshape(pairs, 2)
        blind = lot.permutation(len(rows))[: 2 * pairs].reshape(pairs, 2)
        more = np.sign(_shared(rows, near) - _shared(rows, blind))
        if _is_beyond(int((more > 0).sum()), throws=int((more != 0).sum()), chance=0.5):
            yield "alike"
            return


def _shared(rows: Rows, pairs: Numbers) -> Numbers:
    """How many facts the two rows of each pair share."""
    counted = [np.zeros(0, dtype=np.int64)]
    for start in range(0, len(pairs), BLOCK):
        both = pairs[start : start + BLOCK]
        width = int(rows.facts.max(initial=0)) + 1
        one, other = (_keys(rows.take(both[:, side]), width) for side in (0, 1))
        same = np.intersect1d(one, other, assume_unique=True)
        counted.append(np.bincount(same // width, minlength=len(both)))
    return np.concatenate(counted)


def _keys(rows: Rows, width: int) -> Numbers:
    return rows.row_of_fact * width + rows.facts


def _is_beyond(times: int, *, throws: int, chance: float) -> bool:
    """Whether a coin with this chance shows so many heads less than once in 1 / CHANCE."""
    return times > 0 and chance < 1 and float(special.bdtrc(times - 1, throws, chance)) < CHANCE
