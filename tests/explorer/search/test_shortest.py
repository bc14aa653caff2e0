"""Whichever way rows are counted, the counts are those of the rows."""

from collections.abc import Iterator

import numpy as np
import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.release.artefact import Bits, Portion, bits, known, phrases, reading
from explorer.search.filters import CandidateFilterSet
from explorer.search.index.release_index import Index
from explorer.search.matching.counts import work
from explorer.search.matching.predicate import Match, match
from explorer.search.matching.shortest import Way, every_way, shortest
from tests.explorer.search import strategies
from tests.explorer.search.indexes import small_index

PLACE, TASK = ("place", "GM0983"), ("task", "orderpicken")
often = settings(max_examples=40, deadline=None)


@pytest.fixture(autouse=True, scope="module", params=[0, bits.WHOLE], ids=["arrays", "whole"])
def form(request: pytest.FixtureRequest) -> Iterator[None]:
    """Sets of rows in either form."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bits, "WHOLE", request.param)
        yield


def by_hand(index: Index, rows: Bits, people: np.ndarray) -> list[int]:
    """Counts of all words, row by row."""
    counts = [0] * len(index.concepts)
    for row in bits.rows_of(rows).tolist():
        for fact in index.facts(row):
            counts[fact] += int(people[row])
    return counts


def counts(index: Index, way: Way, rows: Bits, words: range) -> np.ndarray:
    """What a way finds of some words, less what was withdrawn since."""
    found: np.ndarray = way.count(index, way.portions(words)) - index.tally.lost([Portion(1, rows, words)])
    return found


@st.composite
def searches(draw: st.DrawFn) -> tuple[Index, Match]:
    """A small release, perhaps with withdrawals, and a search in it."""
    small = draw(strategies.releases())
    index = small_index(small.rows, words=small.words).without(small.withdrawn)
    query = CandidateFilterSet(QueryDict(draw(strategies.queries(small.words))), index=index).query
    return index, match(index, query)


def all_ways(found: Match, rows: Bits, but: str) -> Iterator[Way]:
    return every_way(found.index, found.others(but), rows)


@often
@given(search=searches())
def test_every_way_leads_to_the_same_counts(search: tuple[Index, Match]) -> None:
    index, found = search
    words = range(len(index.concepts))
    for but in ("", *found.wishes):
        rows = found.passing(but=but)
        expected = by_hand(index, rows, index.people)
        for way in all_ways(found, rows, but):
            counted = counts(index, way, rows, words)
            assert counted.tolist() == expected, way.name


@often
@given(search=searches())
def test_shortest_way_walks_fewest_rows(search: tuple[Index, Match]) -> None:
    index, found = search
    rows = found.passing()
    best = shortest(index, tuple(found.wishes.values()), rows)
    assert best.rows <= bits.count(rows)
    if bits.count(rows) > 2:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("explorer.search.matching.shortest.FEW", 0)
            patch.setattr("explorer.search.matching.shortest.SHARE", 1 << 30)
            best = shortest(index, tuple(found.wishes.values()), rows)
        assert best.rows == min(way.rows for way in all_ways(found, rows, ""))


@pytest.fixture(scope="module")
def forced() -> Iterator[pytest.MonkeyPatch]:
    """Everything counted beforehand, every threshold moved to where a small release crosses it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(known, "LEAST", 1)
        patch.setattr(phrases, "FEW", 1)
        patch.setattr(phrases, "AT_ONCE", 2)
        patch.setattr(phrases, "LINE", 1)
        patch.setattr(phrases, "SPARSE", 2)
        yield patch


@pytest.mark.parametrize("side", reading.Side)
@often
@given(search=searches())
def test_ways_agree_with_all_sets_known(
    forced: pytest.MonkeyPatch, side: reading.Side, search: tuple[Index, Match]
) -> None:
    forced.setattr(reading, "TO_MEET", -1e9 if side is reading.Side.SETS else 0)
    forced.setattr(reading, "TO_WALK", -1e9 if side is reading.Side.PHRASES else 1e9)
    forced.setattr(reading, "TO_SPELL", -1e9 if side is reading.Side.SPELLED else 0)
    index, found = search
    for but in ("", *found.wishes):
        rows = found.passing(but=but)
        expected = by_hand(index, rows, index.people)
        spans = [index.concepts.span(attribute) for attribute in index.concepts.attributes]
        for way in all_ways(found, rows, but):
            for span in spans:
                counted = counts(index, way, rows, span)
                assert counted[span.start : span.stop].tolist() == expected[span.start : span.stop], way.name


def test_work_tells_what_is_walked() -> None:
    index = small_index([(1, [PLACE, TASK])] * 5 + [(1, [PLACE])] * 3)
    asked = CandidateFilterSet(QueryDict("taak=orderpicken&taak_onbekend=nee"), index=index).query
    ways = work(match(index, asked))
    assert {facet: (way.name, way.rows) for facet, way in ways.items()} == {
        "": ("walk", 5),
        "taak": ("beside", 3),
    }
