import datetime

from hypothesis import given
from hypothesis import strategies as st

from explorer.demand.wishes import ALSO, BANDS, WHAT, Wish, band, facets_of, read, text, week_of

CODES = st.text(min_size=1, max_size=12).filter(lambda code: "~" not in code)
NAMES = st.sampled_from(["task", "skill", "place", "licence"])
WISHES = st.builds(Wish, NAMES, CODES, st.none() | st.integers(5, 150), st.booleans())


@given(wishes=st.lists(WISHES, max_size=6), data=st.data())
def test_same_search_is_written_the_same(wishes: list[Wish], data: st.DataObject) -> None:
    other = data.draw(st.permutations(wishes + wishes))
    assert text(wishes) == text(other)


@given(wishes=st.frozensets(WISHES, max_size=6))
def test_written_search_is_read_back(wishes: frozenset[Wish]) -> None:
    assert read(text(wishes)) == wishes


@given(one=st.frozensets(WISHES, max_size=4), other=st.frozensets(WISHES, max_size=4))
def test_different_searches_are_written_differently(one: frozenset[Wish], other: frozenset[Wish]) -> None:
    assert (text(one) == text(other)) == (one == other)


@given(found=st.integers(0, 100_000))
def test_number_lies_in_its_band(found: int) -> None:
    later = [start for start in BANDS if start > band(found)]
    assert band(found) <= found < min(later, default=found + 1)


@given(day=st.dates())
def test_week_begins_on_the_monday_before(day: datetime.date) -> None:
    if day.toordinal() > 7:
        monday = week_of(day)
        assert monday.isoweekday() == 1
        assert day.isocalendar()[:2] == monday.isocalendar()[:2]


def test_whats_of_four_attributes_are_one_facet() -> None:
    search = read("task=orderpicken&skill=scannen&licence=B&also-task=snoeien")
    counts = {facet: len(wishes) for facet, wishes in facets_of(search).items()}
    assert counts == {WHAT: 2, "licence": 1, ALSO: 1}


@given(wishes=st.frozensets(WISHES, max_size=6))
def test_each_wish_is_in_one_facet(wishes: frozenset[Wish]) -> None:
    found = [wish for each in facets_of(wishes).values() for wish in each]
    assert len(found) == len(wishes)
    assert set(found) == wishes
