"""The bar of 100 %: parts touch and fill it, whatever is not shown."""

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.transparency.charts.stacked import OPENING, UNDIVIDED, Bar, Side, bar

amounts = st.none() | st.integers(0, 400_000)


def sides(with_profile: int | None, without: int | None, *parts: int | None) -> tuple[Side, Side]:
    m_with, u_with, u_without, m_without = parts
    return (
        Side("with", with_profile, (("m-with", m_with), ("u-with", u_with))),
        Side("without", without, (("u-without", u_without), ("m-without", m_without))),
    )


def drawn(of: Bar) -> list[tuple[str, float]]:
    return [(segment.kind, round(segment.width, 1)) for segment in of.segments]


def test_parts_stand_in_order_around_the_opening() -> None:
    made = bar(sides(60, 40, 20, 40, 30, 10), total=100)
    assert drawn(made) == [("m-with", 19.8), ("u-with", 39.6), ("u-without", 29.7), ("m-without", 9.9)]
    assert [(frame.kind, frame.x, frame.size) for frame in made.frames] == [
        ("with", "0%", "59.4%"),
        ("without", "60.4%", "39.6%"),
    ]


def test_side_of_nobody_takes_no_room() -> None:
    made = bar(sides(80, 0, 20, 60, 0, 0), total=80)
    assert drawn(made) == [("m-with", 25), ("u-with", 75)]
    assert [frame.size for frame in made.frames] == ["100%"]


def test_part_that_is_not_shown_is_left_undivided() -> None:
    made = bar(sides(60, 40, None, None, 30, 10), total=100)
    assert drawn(made) == [(UNDIVIDED, 59.4), ("u-without", 29.7), ("m-without", 9.9)]


def test_without_the_sides_there_is_no_opening() -> None:
    made = bar(sides(None, None, 20, None, 30, None), total=100)
    assert drawn(made) == [("m-with", 20), ("u-without", 30), (UNDIVIDED, 50)]
    assert len(made.frames) == 1


@pytest.mark.parametrize("total", [None, 0])
def test_nobody_or_an_unknown_number_draws_nothing(total: int | None) -> None:
    assert bar(sides(None, None, None, None, None, None), total=total) == Bar((), ())


@given(st.tuples(amounts, amounts, amounts, amounts), st.booleans(), st.booleans())
def test_every_bar_is_as_wide_as_its_place(
    parts: tuple[int | None, ...], hide_sides: bool, hide_total: bool
) -> None:
    with_profile, without = sum(n or 0 for n in parts[:2]), sum(n or 0 for n in parts[2:])
    shown = (None, without) if hide_sides else (with_profile, without)
    made = bar(sides(*shown, *parts), total=None if hide_total else with_profile + without)
    if not made.segments:
        assert hide_total or with_profile + without == 0
        return
    assert all(math.isfinite(one.start) and one.width >= 0 for one in made.segments)
    openings = OPENING * (len(made.frames) - 1)
    assert sum(one.width for one in made.segments) + openings == pytest.approx(100)
    for before, after in itertools.pairwise(made.segments):
        gap = after.start - before.start - before.width
        assert gap == pytest.approx(0) or gap == pytest.approx(OPENING)
    assert all("," not in one.x + one.size for one in made.segments)
