"""What stands in an address tells nothing of the row."""

import hashlib
import hmac
import re

from explorer.search.references import ALPHABET, References

SECRET = b"s" * 32


def test_reference_is_ten_signs_of_an_hmac() -> None:
    digest = hmac.new(SECRET, b"public:7", hashlib.sha256).digest()
    bits = "".join(f"{byte:08b}" for byte in digest)[:50]
    signs = "".join(ALPHABET[int(bits[place : place + 5], 2)] for place in range(0, 50, 5))
    assert References(secret=SECRET, size=10).of(7) == f"{signs[:5]}-{signs[5:]}"


def test_reference_leads_back_to_its_row() -> None:
    references = References(secret=SECRET, size=3386)
    made = [references.of(row) for row in range(3386)]
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
    guesses = ["", "0", "4", "00000-00000", "x" * 100_000, "\0" * 10, "ÀÀÀÀÀ-ÀÀÀÀÀ", references.of(5)]
    assert [references.row(guess) for guess in guesses] == [None] * len(guesses)


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
