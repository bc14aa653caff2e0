"""Counting words over rows, in a release of so many rows as the form of sets changes at."""

import numpy as np
import pytest

from explorer.release.artefact import Portion, bits, build, pack, words_of
from explorer.release.weighing import Weighing

SPANS = [("a", 40), ("b", 3)]
WORDS = words_of([(attribute, None, False) for attribute, many in SPANS for _ in range(many)])
AROUND = [-1, 0, 1]
MANY = [1, 30, 300, 1000, 5000]


@pytest.mark.parametrize("size", [bits.WHOLE + step for step in AROUND])
def test_few_rows_and_many_are_counted_right_in_either_form(size: int) -> None:
    chance = np.random.default_rng(size)
    holds = chance.random((size, len(WORDS))) < chance.random(len(WORDS)) ** 3
    made = build(pack((1, row.nonzero()[0].tolist()) for row in holds), WORDS, weighing=Weighing())
    for many in MANY:
        some, others = (np.sort(chance.choice(size, size=many, replace=False)) for _ in range(2))
        found = made.reading.count(
            [
                Portion(1, bits.of_rows(some, size), range(len(WORDS))),
                Portion(-2, bits.of_rows(others, size), range(40, 43)),
            ]
        )
        expected = holds[some].sum(axis=0)
        expected[40:43] -= 2 * holds[others].sum(axis=0)[40:43]
        assert found.tolist() == expected.tolist()


def test_nothing_to_count_is_nothing() -> None:
    made = build(pack([(1, [0]), (1, [])]), WORDS, weighing=Weighing())
    nobody = Portion(1, bits.none(2), range(len(WORDS)))
    assert made.reading.count([nobody]).sum() == made.reading.count([]).sum() == 0
