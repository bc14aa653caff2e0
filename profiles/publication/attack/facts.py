"""What was released and what is true, as sparse tables with a column for each concept."""

from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_array

from profiles.publication.attack.concepts import NOTHING, Concepts, Numbers


@dataclass(frozen=True)
class Released:
    """The rows as anybody sees them; row i stands for `people[i]`.

    `by_class`: place and education are told for a class as a whole, so that who
    knows both knows the class.
    """

    held: csr_array
    people: Numbers
    by_class: bool


@dataclass(frozen=True)
class Register:
    """What is true of each person, closed upward, and on which rows each of them stands."""

    held: csr_array
    on_row: csr_array


def table(things: Numbers, columns: Numbers, shape: tuple[int, int]) -> csr_array:
    """Pairs as a table of ones; a pair that is given twice counts once."""
    pairs = np.unique(things.astype(np.int64) * max(shape[1], 1) + columns)
    things, columns = np.divmod(pairs, max(shape[1], 1))
    return csr_array((np.ones(len(pairs), dtype=np.float32), (things, columns)), shape=shape)


def closed(concepts: Concepts, person: Numbers, concept: Numbers, *, people: int) -> csr_array:
    """What people chose, with all that stands above it."""
    lines = concepts.lines[concept]
    holder = np.repeat(person, lines.shape[1]).reshape(lines.shape)
    kept = lines != NOTHING
    return table(holder[kept], lines[kept], (people, len(concepts)))


def deepest(concepts: Concepts, held: csr_array, attribute: str, *, most: float = float("inf")) -> Numbers:
    """Per row of a table the deepest concept of an attribute, at most so deep, or NOTHING."""
    mine = concepts.of(attribute) & (concepts.depth <= most)
    rows, columns = held.nonzero()
    chosen = mine[columns]
    rows, columns = rows[chosen], columns[chosen]
    order = np.argsort(concepts.depth[columns], kind="stable")
    found = np.full(held.shape[0], NOTHING)
    found[rows[order]] = columns[order]
    return found


def narrowed(
    concepts: Concepts, released: Released, register: Register
) -> tuple[Concepts, Released, Register]:
    """The same without the many concepts that nobody holds."""
    used = np.union1d(released.held.indices, register.held.indices)
    return (
        concepts.keep(used),
        replace(released, held=released.held[:, used]),
        replace(register, held=register.held[:, used]),
    )


def stripped(register: Register) -> tuple[Released, Register]:
    """What taking off the names alone would release: a row for each person with everything on it."""
    people = register.held.shape[0]
    everybody = np.arange(people)
    rows = Released(register.held, np.ones(people, dtype=np.int64), by_class=True)
    return rows, Register(register.held, table(everybody, everybody, (people, people)))
