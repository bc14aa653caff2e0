"""The index itself: whichever way it counts, the numbers are those of the rows."""

import random

import numpy as np
import pytest

from explorer.release.artefact import PackedRows, Portion, bits, pack
from explorer.release.models import Release
from explorer.search.concepts import BrokenReleaseError, Concept, Concepts
from explorer.search.index.release_index import Index, build
from tests.explorer.search.indexes import concepts, small_index
from tests.factories.releases import Word, vocabulary

SIZE = 240


@pytest.fixture(scope="module")
def index() -> Index:
    chance = random.Random(1)
    facts = [word.fact for word in vocabulary()]
    index = small_index(
        (chance.randint(1, 4), chance.sample(facts, chance.randint(0, 6))) for _ in range(SIZE)
    )
    return index.without(chance.choices(range(SIZE), k=90))


@pytest.mark.parametrize("share", [0.0, 0.05, 0.4, 0.95, 1.0])
def test_walk_counts_what_rows_hold(index: Index, share: float) -> None:
    rows = np.random.default_rng(2).random(SIZE) < share
    expected = [0] * len(index.concepts)
    for row in rows.nonzero()[0].tolist():
        for fact in index.facts(row):
            expected[fact] += int(index.people[row])
    chosen = bits.of_mask(rows)
    for spans in ([], [range(len(expected))], [range(3, 20)], [range(3, 8), range(20, 21)]):
        portions = [Portion(1, chosen, span) for span in spans]
        counted = index.tally.walk(portions) - index.tally.lost(portions)
        asked = {word for span in spans for word in span}
        assert counted.tolist() == [count if word in asked else 0 for word, count in enumerate(expected)]


def test_end_is_a_fact_without_a_fact_below_it(index: Index) -> None:
    ends = [bits.mask_of(index.sets.any_of(index.sets.ends([c.number])), SIZE) for c in index.concepts]
    for row in range(SIZE):
        told = set(index.facts(row))
        above = {index.concepts[fact].parent for fact in told}
        assert {number for number, rows in enumerate(ends) if rows[row]} == told - above


def test_withdrawal_leaves_the_former_index_as_it_was(index: Index) -> None:
    before, everyone = index.people.copy(), index.everyone
    fewer = index.without([0] * 9)
    assert fewer.people[0] == 0 and not bits.has(fewer.present, 0)
    assert (index.people == before).all() and index.everyone == everyone
    assert fewer.references is index.references and fewer.sets is index.sets


@pytest.mark.parametrize("facts", [[1], [-1], [0, 0]])
def test_facts_that_do_not_fit_are_refused(facts: list[int]) -> None:
    with pytest.raises(BrokenReleaseError):
        build(
            release=Release(number=1),
            concepts=concepts([Word("task", "een")]),
            packed=pack([(1, facts)]),
            secret=b"",
        )


@pytest.mark.parametrize(
    "wrong",
    [
        [Concept(1, "task", "a", "", "")],
        [Concept(0, "task", "a", "", "", parent=1), Concept(1, "task", "b", "", "", parent=0)],
        [Concept(0, "task", "a", "", "", parent=5)],
        [Concept(0, "task", "a", "", ""), Concept(1, "skill", "b", "", ""), Concept(2, "task", "c", "", "")],
    ],
)
def test_words_that_make_no_forest_are_refused(wrong: list[Concept]) -> None:
    with pytest.raises(BrokenReleaseError):
        Concepts(wrong)


def test_rows_may_be_none() -> None:
    empty = PackedRows(np.zeros(1, np.int64), np.zeros(0, np.int32), np.zeros(0, np.int32))
    built = build(release=Release(number=1), concepts=concepts(vocabulary()), packed=empty, secret=b"")
    assert built.everyone == 0 and built.counts.sum() == 0
