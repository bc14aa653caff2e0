"""Is every row well formed: numbered, of people, of known facts in order, and closed upward?"""

import numpy as np

from explorer.release.verification.findings import Found, Kind, Violation, found, found_at, together
from explorer.release.verification.published import NOBODY, Published, Rows, ascending


def check_rows(published: Published) -> Found:
    """Rows are numbered 0..n-1, stand for people, and hold known facts, sorted, each once."""
    rows = published.rows
    expected = np.arange(len(rows))
    numbers = (
        [] if np.array_equal(rows.number, expected) else [Violation(Kind.ROW_NUMBERS, {"rows": len(rows)})]
    )
    empty = found_at(0, Kind.NOBODY_ON_ROW, np.flatnonzero(rows.people <= 0), lambda row: _row(rows, row))
    pieces = (_of_block(published, block) for _, block in rows.blocks())
    return together([found(len(rows), numbers), empty, *pieces])


def check_closure(published: Published) -> Found:
    """A row that holds a concept holds what stands above it."""
    return together(_open_in(published, block) for _, block in published.known.blocks())


def _row(rows: Rows, row: int) -> dict[str, int]:
    return {"row": int(rows.number[row])}


def _of_block(published: Published, block: Rows) -> Found:
    row_of = block.row_of_fact
    unknown = np.flatnonzero(published.vocabulary.places(block.facts) == NOBODY)
    unsorted = np.unique(row_of[~ascending(block)])
    return found_at(
        0,
        Kind.FACT_UNKNOWN,
        unknown,
        lambda fact: {**_row(block, row_of[fact]), "concept": int(block.facts[fact])},
    ) + found_at(0, Kind.FACTS_UNSORTED, unsorted, lambda row: _row(block, row))


def _open_in(published: Published, block: Rows) -> Found:
    row_of, above = block.row_of_fact, published.vocabulary.parent[block.facts]
    wanted = np.flatnonzero(above != NOBODY)
    width = len(published.vocabulary)
    held, group = row_of * width + block.facts, row_of[wanted] * width + above[wanted]
    # Both in one order: rows ascend, and so do the facts of a known row.
    place = np.searchsorted(held, group).clip(max=max(len(held) - 1, 0))
    return found_at(
        len(wanted),
        Kind.GROUP_MISSING,
        wanted[held[place] != group],
        lambda fact: {
            **_row(block, row_of[fact]),
            "fact": published.name(int(block.facts[fact])),
            "group": published.name(int(above[fact])),
        },
    )
