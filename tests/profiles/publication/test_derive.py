import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.publication.derive import HOURS_BANDS, availability, hours_bands

TODAY = datetime.date(2026, 11, 30)


@pytest.mark.parametrize(
    ("least", "most", "bands"),
    [
        (1, 8, ["0-8"]),
        (8, 16, ["8-16"]),
        (16, 24, ["16-24"]),
        (12, 20, ["8-16", "16-24"]),
        (24, 24, ["24-32"]),
        (8, 8, ["8-16"]),
        (32, 40, ["32-40"]),
        (40, 40, ["32-40"]),
        (40, 60, ["32-40"]),
        (1, 60, list(HOURS_BANDS)),
        (None, None, []),
    ],
)
def test_hours_become_the_bands_they_overlap(least: int | None, most: int | None, bands: list[str]) -> None:
    assert list(hours_bands(least=least, most=most)) == bands


@given(least=st.integers(1, 60), length=st.integers(0, 59))
def test_every_range_of_hours_has_a_band(least: int, length: int) -> None:
    assert list(hours_bands(least=least, most=least + length))


@pytest.mark.parametrize(
    ("start", "term"),
    [
        (datetime.date(2020, 1, 1), ["meteen"]),
        (TODAY, ["meteen"]),
        (datetime.date(2026, 12, 1), ["binnen-1-maand"]),
        (datetime.date(2026, 12, 30), ["binnen-1-maand"]),
        (datetime.date(2026, 12, 31), ["binnen-3-maanden"]),
        (datetime.date(2027, 2, 28), ["binnen-3-maanden"]),
        (datetime.date(2027, 3, 1), ["later"]),
        (None, []),
    ],
)
def test_date_becomes_the_term_it_falls_in(start: datetime.date | None, term: list[str]) -> None:
    assert list(availability(available_from=start, on=TODAY)) == term
