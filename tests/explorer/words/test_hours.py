"""Hours a week are read as the bands they touch."""

import pytest

from explorer.words.hours import bands_of, bands_touched, hours_in

BANDS = bands_of(["tot-24", "0-8", "8-16", "16-24", "vanaf-24", "24-32", "32-40"])


@pytest.mark.parametrize(
    ("text", "bands"),
    [
        ("20 uur", "16-24"),
        ("32 uur", "24-32 32-40"),
        ("36u", "32-40"),
        ("24 32 uur per week", "24-32"),
        ("24 tot 32 uur", "24-32"),
        ("minimaal 24 uur", "24-32 32-40"),
        ("tot 16 uur", "0-8 8-16"),
        ("30 hours a week", "24-32"),
        ("4 dagen per week", "24-32 32-40"),
        ("99 uur", ""),
    ],
)
def test_hours_touch_their_bands(text: str, bands: str) -> None:
    match = hours_in(text)
    assert match is not None
    assert " ".join(bands_touched(match, BANDS)) == bands


@pytest.mark.parametrize("text", ["mbo 2", "24", "uur", "5000 uur", "24 uursdienst", "kok"])
def test_other_numbers_are_no_hours(text: str) -> None:
    assert hours_in(text) is None
