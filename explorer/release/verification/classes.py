"""Who is compared with whom: rows that tell the same of the class attributes, and none too few."""

from dataclasses import dataclass

import numpy as np

from explorer.release.verification.findings import Found, Kind, Violation, found, found_at, together
from explorer.release.verification.published import NOBODY, Mask, Numbers, Published, Rows
from explorer.release.verification.rules import Rules

# Of these only the concepts without a parent make a class; of the others all that is told does.
BY_BAND = frozenset({"education"})
NOTHING = -1


@dataclass(frozen=True)
class Classes:
    """`of_row`: row -> its class; `keys`: class -> places of the concepts it is told by; `people` of each."""

    keys: tuple[tuple[int, ...], ...]
    of_row: Numbers
    people: Numbers


def classes_of(published: Published, rules: Rules) -> Classes:
    """Divide the rows by what they tell, as told; see `BY_BAND`."""
    rows = published.known
    told = _told(rows, _makes_class(published, rules))
    of_row = np.zeros(len(rows), dtype=np.int64)
    # Column by column, so that no key is too long for one number.
    for column in range(told.shape[1]):
        values = told[:, column].astype(np.int64) - NOTHING
        of_row = np.unique(of_row * (len(published.vocabulary) + 1) + values, return_inverse=True)[1]
    classes, first = np.unique(of_row, return_index=True)
    keys = tuple(tuple(fact for fact in told[row].tolist() if fact != NOTHING) for row in first)
    people = np.bincount(of_row, weights=rows.people, minlength=len(classes)).astype(np.int64)
    return Classes(keys, of_row, people)


def check_classes(published: Published, rules: Rules, classes: Classes) -> Found:
    """No class is smaller than the floor.

    A release of fewer people than the floor is not divided at all, and even then
    of at least k people.
    """
    total, number_of = int(classes.people.sum()), len(classes.keys)
    undivided = total < rules.smallest_class
    least = rules.k if undivided else rules.smallest_class
    divided = {"classes": number_of, "people": total, "floor": rules.smallest_class}
    wrong = [Violation(Kind.TOO_SMALL_TO_DIVIDE, divided)] if undivided and number_of > 1 else []
    small = np.flatnonzero(classes.people < least)
    return found(number_of, wrong) + found_at(
        0,
        Kind.CLASS_TOO_SMALL,
        small,
        lambda number: {
            "told": told_of(published, classes, number),
            "people": int(classes.people[number]),
            "least": least,
        },
    )


def check_one_class(published: Published, rules: Rules) -> Found:
    """A row belongs to one class: what it tells of a class attribute is one concept and what stands above."""
    names = [name for name in rules.class_attributes if name in set(published.vocabulary.attribute)]
    return together(
        _divided(published, block, name) for name in names for _, block in published.known.blocks()
    )


def told_of(published: Published, classes: Classes, number: int) -> list[dict[str, str]]:
    """The most specific concepts a class is told by, in words."""
    key = classes.keys[number]
    above = {int(published.vocabulary.parent[place]) for place in key}
    return [published.name(place) for place in key if place not in above]


def _makes_class(published: Published, rules: Rules) -> Mask:
    vocabulary = published.vocabulary
    by_band = np.isin(vocabulary.attribute, sorted(BY_BAND)) & (vocabulary.parent != NOBODY)
    return np.isin(vocabulary.attribute, rules.class_attributes) & ~by_band


def _told(rows: Rows, makes_class: Mask) -> Numbers:
    """(row, column): the concepts of each row that make its class, in order; NOTHING where it has no more."""
    parts = [_padded(block, makes_class) for _, block in rows.blocks()]
    told = np.full((len(rows), max((part.shape[1] for part in parts), default=0)), NOTHING, dtype=np.int32)
    start = 0
    for part in parts:
        told[start : start + len(part), : part.shape[1]] = part
        start += len(part)
    return told


def _padded(block: Rows, makes_class: Mask) -> Numbers:
    row, place = (each[makes_class[block.facts]] for each in (block.row_of_fact, block.facts))
    how_many = np.bincount(row, minlength=len(block))
    column = np.arange(len(row)) - np.repeat(np.cumsum(how_many) - how_many, how_many)
    table = np.full((len(block), how_many.max(initial=0)), NOTHING, dtype=np.int32)
    table[row, column] = place
    return table


def _divided(published: Published, block: Rows, name: str) -> Found:
    vocabulary = published.vocabulary
    mine = (vocabulary.attribute == name)[block.facts]
    row, place = block.row_of_fact[mine], block.facts[mine]
    told = np.bincount(row, minlength=len(block))
    deepest = np.full(len(block), -1, dtype=np.int64)
    np.maximum.at(deepest, row, vocabulary.depth[place])
    return found_at(
        len(block),
        Kind.TWO_CLASSES,
        np.flatnonzero(told > deepest + 1),
        lambda at: {"row": int(block.number[at]), "attribute": name},
    )
