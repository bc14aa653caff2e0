import datetime

from hypothesis import given
from hypothesis import strategies as st

from explorer.demand.wishes import BANDS, WORDS, Wish, band, read, text, week_of

CODES = st.text(min_size=1, max_size=12).filter(lambda code: "~" not in code)
NAMES = st.sampled_from(["task", "place", "licence", WORDS])
WISHES = st.builds(Wish, NAMES, st.sampled_from(["task", "place"]), CODES, st.none() | st.integers(5, 150))


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


@given(people=st.integers(0, 100_000))
def test_number_lies_in_its_band(people: int) -> None:
    later = [start for start in BANDS if start > band(people)]
    assert band(people) <= people < min(later, default=people + 1)


@given(day=st.dates())
def test_week_begins_on_the_monday_before(day: datetime.date) -> None:
    if day.toordinal() > 7:
        monday = week_of(day)
        assert monday.isoweekday() == 1
        assert day.isocalendar()[:2] == monday.isocalendar()[:2]
