"""Lines through time: nothing falls off, nothing that is not shown is drawn."""

import datetime
import math

from hypothesis import given
from hypothesis import strategies as st

from explorer.transparency.charts.spark import spark
from explorer.transparency.charts.trend import BOTTOM, TOP, trend

JANUARY = datetime.date(2026, 1, 1)
days = st.lists(st.dates(JANUARY, datetime.date(2031, 12, 31)), unique=True, max_size=40).map(sorted)
numbers = st.none() | st.integers(0, 500_000)


def after(count: int) -> datetime.date:
    return JANUARY + datetime.timedelta(days=count)


def test_dates_stand_as_far_apart_as_they_are() -> None:
    (line,) = trend([after(0), after(10), after(40)], {"known": [10, 10, 10]}).lines
    assert [point.cx for point in line.points] == ["2%", "26%", "98%"]


def test_scale_is_round_and_starts_at_nobody() -> None:
    plot = trend([after(0), after(1)], {"known": [3386, 3200]})
    assert [rule.value for rule in plot.rules] == [0, 1000, 2000, 3000, 4000]
    assert (plot.rules[0].y, plot.rules[-1].y) == ("96%", "4%")


def test_line_breaks_where_a_number_is_not_shown() -> None:
    plot = trend([after(day) for day in range(5)], {"known": [4, 8, None, 8, 4]})
    (line,) = plot.lines
    assert [len(run) for run in line.runs] == [2, 2]
    assert line.paths == ("2,50 26,4", "74,4 98,50")


def test_single_date_is_a_point_in_the_middle() -> None:
    (line,) = trend([after(0)], {"known": [7]}).lines
    assert (line.paths, [point.cx for point in line.points]) == ((), ["50%"])


def test_nothing_at_all_still_has_a_scale() -> None:
    assert [rule.value for rule in trend([], {"known": []}).rules] == [0, 1]


@given(days, st.data())
def test_every_point_stands_in_the_picture(on: list[datetime.date], data: st.DataObject) -> None:
    column = st.lists(numbers, min_size=len(on), max_size=len(on))
    series = data.draw(st.dictionaries(st.sampled_from(["known", "with", "published"]), column))
    plot = trend(on, series)
    assert len(plot.rules) <= 6
    for line in plot.lines:
        shown = [number for number in series[line.kind] if number is not None]
        assert len(line.points) == len(shown)
        for point, number in zip(line.points, shown, strict=True):
            assert 0 <= point.x <= 100 and TOP - 1e-9 <= point.y <= BOTTOM
            assert math.isfinite(point.x) and (number > 0 or point.y == BOTTOM)
        assert sum(map(len, line.runs)) == len(shown)


@given(days, st.data())
def test_spark_stays_in_its_box(on: list[datetime.date], data: st.DataObject) -> None:
    made = spark(on, data.draw(st.lists(numbers, min_size=len(on), max_size=len(on))))
    assert "nan" not in " ".join(made.paths)
    for path in made.paths:
        for point in path.split():
            assert all(0 <= float(part) <= 100 for part in point.split(","))


def test_spark_goes_the_way_of_the_numbers() -> None:
    up = spark([after(0), after(1)], [1, 2])
    assert (up.paths, up.last and up.last.cy) == (("2,88 98,12",), "12%")
    assert spark([after(0), after(1)], [2, 2]).paths == ("2,50 98,50",)
    assert spark([after(0)], [2]).last is None
