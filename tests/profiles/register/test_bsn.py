import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from profiles.register.bsn import holds_bsn, passes_eleven_test

# Made up: they pass the test and were handed to nobody as far as we know.
BSN = "111222333"


@st.composite
def numbers_that_pass(draw: st.DrawFn) -> str:
    """Eight free digits, and the ninth that makes the sum divisible by eleven."""
    digits = draw(st.lists(st.integers(0, 9), min_size=8, max_size=8).filter(any))
    check = sum(weight * digit for weight, digit in zip(range(9, 1, -1), digits, strict=True)) % 11
    assume(check < 10)
    return "".join(map(str, digits)) + str(check)


@pytest.mark.parametrize(
    "text",
    [
        BSN,
        f"BSN {BSN}, belt graag terug",
        "1112.22.333",
        "111 222 333",
        "111-222-333",
        "12345678 2",
        "kenmerk 111 222 333 12",
        "26-11 111222333",
    ],
)
def test_bsn_is_noticed_however_it_is_written(text: str) -> None:
    assert holds_bsn(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "NL-000123",
        "06-12345678",
        "06 123 456 78",
        "+31 6 12345678",
        "077-3511234",
        "000000000",
        "111222334",
        "1112223330",
        "5911 AB 12",
    ],
)
def test_other_numbers_are_let_through(text: str) -> None:
    assert not holds_bsn(text)


def test_lost_leading_zero_is_read_back() -> None:
    assert passes_eleven_test("010464554") == passes_eleven_test("10464554")


@given(numbers_that_pass().filter(lambda number: number[0] != "0"), st.integers(0, 8), st.integers(1, 9))
def test_one_other_digit_never_passes(number: str, place: int, step: int) -> None:
    other = str((int(number[place]) + step) % 10)
    changed = number[:place] + other + number[place + 1 :]
    assert passes_eleven_test(number)
    assert not passes_eleven_test(changed)
