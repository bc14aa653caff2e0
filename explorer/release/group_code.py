"""The short code of a group, for a telephone call: "7K3M-9QXT-4".

Made of the group's facts alone, by words that outlive a release: the same in every release,
and nothing in it can belong to a person. Eight letters of Crockford's base 32 hold three
short hashes, of what, place and condition; a ninth catches a wrong letter and two that
changed places. Each hash is looked up among the words of its kind, so no list of codes is kept.
"""

import hashlib
from dataclasses import dataclass

# Crockford's: no I, L, O and U.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8
LETTER_BITS = 5
WHAT_BITS, PLACE_BITS, CONDITION_BITS = 15, 13, 12
# Letters that are taken for digits when a code is read aloud or retyped.
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
# x^5 + x^2 + 1 is primitive: x runs through all 31 letters but zero.
POLYNOMIAL = 0b100101


class MistypedCode(ValueError):
    """Not a code of a group: wrong length, a letter that is not used, or a check letter that does not fit."""


@dataclass(frozen=True)
class GroupCode:
    """The three hashes of a code; `what` and `condition` are those of "" where there is none."""

    what: int
    place: int
    condition: int

    def __str__(self) -> str:
        number = ((self.what << PLACE_BITS) | self.place) << CONDITION_BITS | self.condition
        digits = [(number >> LETTER_BITS * i) & 31 for i in reversed(range(LENGTH))]
        letters = "".join(ALPHABET[digit] for digit in [*digits, _check(digits)])
        return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"


def group_code(*, what: str, place: str, condition: str = "") -> GroupCode:
    """The code of a group. `what` and `condition` are written attribute:code ("task:snoeien"), or "".

    `place` is the code of a municipality or region, "GM0984+15" for a circle of 15 km, "NL" for the country.
    """
    return GroupCode(
        what=short_hash("what", what, WHAT_BITS),
        place=short_hash("place", place, PLACE_BITS),
        condition=short_hash("condition", condition, CONDITION_BITS),
    )


def read_code(text: str) -> GroupCode:
    """What was typed, whatever its case, dashes and spaces. Raises `MistypedCode`."""
    # Read aloud, a code comes back with other dashes, spaces and letters.
    letters = "".join(letter for letter in text.upper() if letter.isalnum()).translate(READ_AS)
    if len(letters) != LENGTH + 1 or any(letter not in ALPHABET for letter in letters):
        raise MistypedCode(text)
    *digits, check = (ALPHABET.index(letter) for letter in letters)
    if _check(digits) != check:
        raise MistypedCode(text)
    number = 0
    for digit in digits:
        number = number << LETTER_BITS | digit
    place = number >> CONDITION_BITS
    return GroupCode(
        what=place >> PLACE_BITS,
        place=place & ((1 << PLACE_BITS) - 1),
        condition=number & ((1 << CONDITION_BITS) - 1),
    )


def short_hash(kind: str, word: str, bits: int) -> int:
    """The first bits of BLAKE2b over the kind and the word."""
    digest = hashlib.blake2b(f"{kind}\0{word}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> (64 - bits)


def _check(digits: list[int]) -> int:
    """Sum of digit times x^i in the field of 32 elements: any one wrong letter and any two neighbours
    that changed places give another sum."""
    total = 0
    for digit in digits:
        # Times x, reduced by the polynomial.
        doubled = (total ^ digit) << 1
        total = doubled ^ POLYNOMIAL if doubled & 0b100000 else doubled
    return total
