"""The parts of an artefact: sets of rows, phrases, bytes. Sizes at the edges of words and blocks."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.release.artefact import PackedRows, bits, build, known, pack, words_of, writing
from explorer.release.artefact.build import Artefact
from explorer.release.artefact.sections import from_bytes, to_bytes
from explorer.release.artefact.sets import BLOCK, collect
from explorer.release.weighing import Weighing

sizes = st.sampled_from([0, 1, 7, 8, 63, 64, 65, 127, 128, 1000])
EDGES = [0, 63, 64, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK - 1, 2 * BLOCK, 2 * BLOCK + 5]
# Two attributes: 0 > 1, 0 > 2 > 3, 4 "not recorded"; 5, 6.
TREE = [("a", None, False), ("a", 0, False), ("a", 0, False), ("a", 2, False), ("a", None, True)]
WORDS = words_of([*TREE, ("b", None, False), ("b", None, False)])
rows_of_words = st.lists(
    st.tuples(
        st.integers(1, 4),
        st.sampled_from([[], [0], [0, 1], [0, 2, 3], [0, 1, 2], [4], [4, 5], [0, 1, 2, 3, 5, 6]]),
    ),
    max_size=40,
)


@given(size=sizes, whole=st.sampled_from([0, 64, bits.WHOLE]), data=st.data())
def test_bits_hold_the_rows_they_are_given(size: int, whole: int, data: st.DataObject) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bits, "WHOLE", whole)
        hold_what_they_are_given(size, data)


def hold_what_they_are_given(size: int, data: st.DataObject) -> None:
    rows = sorted(data.draw(st.sets(st.integers(0, max(0, size - 1)), max_size=size)))
    found = bits.of_rows(np.array(rows, dtype=np.int64), size)
    assert bits.rows_of(found).tolist() == rows and bits.count(found) == len(rows)
    assert [row for row in range(size) if bits.has(found, row)] == rows
    assert bits.holds(found, np.arange(size)).nonzero()[0].tolist() == rows
    assert bits.mask_of(found, size).nonzero()[0].tolist() == rows
    assert bits.rows_of(bits.of_mask(bits.mask_of(found, size))).tolist() == rows
    assert bits.rows_of(bits.of_words(bits.words_of(found, size), size)).tolist() == rows
    others = bits.without(bits.all_of(size), found)
    assert bits.rows_of(others).tolist() == sorted({*range(size)} - {*rows})
    assert bits.rows_of(found | others | bits.none(size)).tolist() == list(range(size))


@pytest.mark.parametrize("share", [0.0, 0.001, 0.3, 1.0])
def test_sets_keep_rows_across_blocks(share: float) -> None:
    size = 2 * BLOCK + 6
    some = np.flatnonzero(np.random.default_rng(3).random(size) < share)
    given = [some, np.array(EDGES), np.zeros(0, dtype=np.int64), some[::50]]
    sets = collect(given, size=size)
    for number, rows in enumerate(given):
        assert sets.rows(number).tolist() == rows.tolist()
        assert bits.rows_of(sets.any_of([number])).tolist() == rows.tolist()
    assert bits.rows_of(sets.any_of([0, 1, 3])).tolist() == np.union1d(some, EDGES).tolist()
    asked = bits.of_rows(np.array(EDGES), size)
    counted = sets.count(asked, range(1, 4)).tolist()
    assert counted == [len(EDGES), 0, len(np.intersect1d(given[3], EDGES))]


def made(rows: Sequence[tuple[int, Sequence[int]]]) -> Artefact:
    return build(pack(rows), WORDS, weighing=Weighing())


@settings(deadline=None)
@given(rows=rows_of_words)
def test_bytes_open_as_what_was_written(rows: list[tuple[int, list[int]]]) -> None:
    data = to_bytes(made(rows), content="c")
    opened = from_bytes(data, content="c")
    assert [opened.phrases.words(row) for row in range(len(opened))] == [held for _, held in rows]
    assert opened.people.tolist() == [people for people, _ in rows]
    assert data == to_bytes(made(rows), content="c")


@settings(deadline=None)
@given(rows=rows_of_words, most=st.sampled_from([1, 2, 3]))
def test_rows_too_varied_for_a_column_are_written_in_more(
    rows: list[tuple[int, list[int]]], most: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writing, "LEAST", most)
        patch.setattr(writing, "PER_ROOT", 0)
        artefact = made(rows)
    assert [artefact.phrases.words(row) for row in range(len(artefact))] == [held for _, held in rows]


@settings(deadline=None)
@given(keys=st.lists(st.integers(0, 2**64 - 1), max_size=300))
def test_equal_keys_share_a_number(keys: list[int]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writing, "SLOT_BITS", 4)
        numbers, firsts = writing.number(np.array(keys, dtype=np.uint64))
    assert [keys[firsts[one]] for one in numbers.tolist()] == keys
    assert len(firsts) == len(set(keys))


def test_country_of_varied_rows_is_written() -> None:
    chance = np.random.default_rng(4)
    words = words_of([("a", None, False)] * 60)
    held = [
        sorted(chance.choice(60, size=chance.integers(0, 20), replace=False).tolist()) for _ in range(3000)
    ]
    artefact = build(pack((1, one) for one in held), words, weighing=Weighing())
    assert [artefact.phrases.words(row) for row in range(len(held))] == held
    assert np.diff(artefact.phrases.offsets).max() <= writing.MOST


@settings(deadline=None)
@given(rows=rows_of_words)
def test_known_counts_are_those_of_the_rows(rows: list[tuple[int, list[int]]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(known, "LEAST", 1)
        artefact = made(rows)
    for number, line in enumerate(artefact.known.line_of.tolist()):
        if line >= 0:
            counts = [0] * len(WORDS)
            for row in artefact.sets.rows(number).tolist():
                for fact in rows[row][1]:
                    counts[fact] += rows[row][0]
            assert artefact.known.lines[line].tolist() == counts


def test_rows_may_be_none() -> None:
    empty = PackedRows(np.zeros(1, np.int64), np.zeros(0, np.int32), np.zeros(0, np.int32))
    assert len(build(empty, WORDS, weighing=Weighing())) == 0
