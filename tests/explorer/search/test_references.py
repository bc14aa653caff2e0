"""What stands in an address tells nothing of the row."""

import hashlib
import re
from itertools import pairwise

import pytest

from explorer.search.references import ALPHABET, DIGITS, References

SECRET = b"s" * 32


def test_reference_is_ten_signs_of_a_keyed_hash() -> None:
    digest = hashlib.blake2b(b"public:2", key=SECRET).digest()
    of_row_19 = digest[3 * 8 : 4 * 8]
    bits = "".join(f"{byte:08b}" for byte in of_row_19)[:50]
    signs = "".join(ALPHABET[int(bits[place : place + 5], 2)] for place in range(0, 50, 5))
    assert References(secret=SECRET, size=20).of(19) == f"{signs[:5]}-{signs[5:]}"


def test_reference_leads_back_to_its_row() -> None:
    references = References(secret=SECRET, size=3386)
    made = [references.of(row) for row in range(3386)]
    assert len(set(made)) == 3386
    assert [references.row(reference) for reference in made] == list(range(3386))
    assert all(re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}", one) for one in made)


def test_reference_is_read_as_people_write_it() -> None:
    references = References(secret=SECRET, size=2000)
    row = next(row for row in range(2000) if {"0", "1"} <= set(references.of(row)))
    written = references.of(row).replace("0", "o").replace("1", "l").lower()
    assert references.row(written) == row
    assert references.row(references.of(row).replace("-", "")) == row


def test_what_was_never_given_leads_nowhere() -> None:
    references = References(secret=SECRET, size=5)
    guesses = ["", "0", "4", "00000-00000", "x" * 100_000, "\0" * 10, "ÀÀÀÀÀ-ÀÀÀÀÀ", "UUUUU-UUUUU"]
    guesses += ["1_0_0_0_00", "+000000001", "٠٠٠٠٠٠٠٠٠٠", references.of(5), references.of(8)]
    assert [references.row(guess) for guess in guesses] == [None] * len(guesses)


@pytest.mark.parametrize("size", [0, 1, 7, 8, 9])
def test_every_row_has_its_way_back_and_no_row_more(size: int) -> None:
    references, larger = References(secret=SECRET, size=size), References(secret=SECRET, size=size + 9)
    found = [references.row(larger.of(row)) for row in range(size + 9)]
    assert found == [*range(size), *[None] * 9]


def test_references_of_rows_that_share_a_digest_share_nothing() -> None:
    """Neighbours look as unlike as any two: about half of their fifty bits differ."""
    references = References(secret=SECRET, size=4000)
    heads = [int(references.of(row).replace("-", "").translate(DIGITS), 32) for row in range(4000)]
    apart = [(one ^ next_one).bit_count() for one, next_one in pairwise(heads)]
    assert 24 < sum(apart) / len(apart) < 26
    assert min(apart) > 5


def test_references_of_two_releases_share_nothing() -> None:
    one, other = References(secret=SECRET, size=500), References(secret=b"t" * 32, size=500)
    assert not {one.of(row) for row in range(500)} & {other.of(row) for row in range(500)}


def test_two_viewers_cannot_compare_references() -> None:
    references = References(secret=SECRET, size=500)
    one = [references.of(row, viewer="employer-1") for row in range(500)]
    other = [references.of(row, viewer="employer-2") for row in range(500)]
    public = [references.of(row) for row in range(500)]
    assert not set(one) & set(other) and not set(one) & set(public)
    assert [references.row(reference, viewer="employer-1") for reference in one] == list(range(500))
    assert {references.row(reference, viewer="employer-2") for reference in one} == {None}


def test_way_back_is_found_again_after_many_viewers() -> None:
    references = References(secret=SECRET, size=20)
    for viewer in [f"employer-{number}" for number in range(20)] * 2:
        assert references.row(references.of(7, viewer=viewer), viewer=viewer) == 7
    assert references.row(references.of(7)) == 7
