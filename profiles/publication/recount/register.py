"""The people of a date as bits: a row for each word of a release, a bit for each person.

People of a municipality lie side by side, from a whole byte on, so that an area is
some ranges of bytes and a group is two rows and an `and`.
"""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from explorer.release.models import NOT_APPLICABLE, NOT_RECORDED, PublishedConcept
from explorer.release.shapes import CONDITIONS
from explorer.release.verification.copying import copied
from profiles.register.models.profile import oldest_confirmation
from profiles.vocabulary.attributes import ATTRIBUTES

Numbers = NDArray[np.int64]

SHOWN = """
    profile.state = 'published' AND profile.publication_basis <> '' AND profile.objected_on IS NULL
    AND profile.confirmed_on BETWEEN %s AND %s
"""
# Statements are made of constants alone.
PEOPLE = f"""
    SELECT profile.id, profile.candidate_id, candidate.municipality_id,
        profile.hours_min, profile.hours_max, profile.available_from, profile.not_applicable
    FROM register_profile profile JOIN register_candidate candidate ON candidate.id = profile.candidate_id
    WHERE {SHOWN} ORDER BY profile.id
"""  # noqa: S608
FACTS = f"""
    SELECT fact.profile_id::bigint, fact.concept_id::bigint
    FROM register_profilefact fact JOIN register_profile profile ON profile.id = fact.profile_id
    WHERE {SHOWN}
"""  # noqa: S608
WORDS = "SELECT id, parent_id, attribute, code FROM vocabulary_concept"
HOURS = re.compile(r"(\d+)-(\d+)")
MONTHS = re.compile(r"binnen-(\d+)-maand(en)?")


@dataclass(frozen=True)
class Register:
    """`bits[c]` are the people with concept number c, `bits[0]` all; the lowest bit of a byte is first.

    `bytes_of` maps the concept number of a municipality to its bytes; `candidates` has
    the primary key for each bit, 0 for a bit of no person.
    """

    bits: NDArray[np.uint8]
    bytes_of: Mapping[int, range]
    candidates: Numbers

    def columns(self, municipalities: Sequence[int]) -> Numbers:
        """The bytes of some municipalities."""
        ranges = [self.bytes_of.get(place, range(0)) for place in sorted(municipalities)]
        return np.concatenate([np.empty(0, np.int64), *(np.arange(each.start, each.stop) for each in ranges)])


class _Words:
    """Numbers in a release of the words of the register; a word that is not in it is the next one above."""

    def __init__(self, concepts: Sequence[PublishedConcept]) -> None:
        self.number_of = {(concept.attribute, concept.code): concept.number for concept in concepts}
        self.attribute = np.array(["", *(concept.attribute for concept in concepts)])
        with connection.cursor() as cursor:
            cursor.execute(WORDS)
            rows = cursor.fetchall()
        parent = {key: above for key, above, _, _ in rows}
        number = {key: self.number_of.get((attribute, code), 0) for key, _, attribute, code in rows}
        self.lines: dict[int, list[int]] = {}
        for key in parent:
            line, step = [], key
            while step is not None:
                line.append(number[step])
                step = parent[step]
            self.lines[key] = [each for each in line if each]
        size = max(parent, default=0) + 1
        self.nearest = np.zeros(size, np.int64)
        for key, line in self.lines.items():
            self.nearest[key] = line[0] if line else 0
        # A number in the release -> numbers of all words above it.
        self.above = {line[0]: line[1:] for line in self.lines.values() if line}

    def find(self, attribute: str, codes: Iterator[str]) -> list[int]:
        return [self.number_of[attribute, code] for code in codes if (attribute, code) in self.number_of]


def read_register(concepts: Sequence[PublishedConcept], *, on: datetime.date) -> Register:
    """All people shown on a date, by the words of a release, in order of their numbers."""
    words = _Words(concepts)
    shown = [oldest_confirmation(on=on), on]
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE, shown)
        people = [row for row in cursor.fetchall() if _municipality(row, words)]
    # By municipality, so that `groupby` finds each once and an area is a few ranges of bytes.
    people.sort(key=lambda row: (_municipality(row, words), row[0]))
    bytes_of: dict[int, range] = {}
    position: dict[int, int] = {}
    end = 0
    for place, rows in groupby(people, key=lambda row: _municipality(row, words)):
        living = [row[0] for row in rows]
        position.update(zip(living, range(8 * end, 8 * end + len(living)), strict=True))
        # Rounded up to a whole byte: the bits that are left over are of no person.
        bytes_of[place] = range(end, end + -(-len(living) // 8))
        end = bytes_of[place].stop
    bits = _Bits(len(concepts) + 1, end)
    candidates = np.zeros(8 * end, np.int64)
    at = np.array([position[row[0]] for row in people], np.int64)
    candidates[at] = [row[1] for row in people]
    bits.set(np.zeros_like(at), at)
    _add_facts(bits, words, position, copied(connection, FACTS, shown, {"profile": 8, "concept": 8}))
    _add_derived(bits, words, position, people, on)
    for number in range(len(concepts), 0, -1):
        # A child has a higher number than what is above it.
        for above in words.above.get(number, [])[:1]:
            bits.table[above] |= bits.table[number]
    _add_special(bits, words, position, people)
    return Register(bits.table, bytes_of, candidates)


class _Bits:
    def __init__(self, rows: int, width: int) -> None:
        self.table = np.zeros((rows, width), np.uint8)

    def set(self, concepts: Numbers, positions: Numbers) -> None:
        """Give each of these concepts to the person at the same index."""
        flat = self.table.reshape(-1)
        index = concepts * self.table.shape[1] + (positions >> 3)
        # `at` and not an index: several people share a byte, and one assignment would lose the others.
        np.bitwise_or.at(flat, index, (1 << (positions & 7)).astype(np.uint8))


def _municipality(row: Sequence[Any], words: _Words) -> int:
    """Number of the municipality where a person lives; 0 where only the region is known."""
    line = words.lines.get(row[2], [])
    return line[0] if len(line) > 1 and words.attribute[line[0]] == "place" else 0


def _add_facts(
    bits: _Bits, words: _Words, position: Mapping[int, int], blocks: Iterator[NDArray[Any]]
) -> None:
    # What was chosen, of attributes that are chosen; of one with a single value the last of the scale.
    keys = np.array(sorted(position), np.int64)
    places = np.array([position[key] for key in keys], np.int64)
    chosen = np.isin(words.attribute, [each.name for each in ATTRIBUTES if not each.derived])
    single = {each.name: np.zeros(len(bits.table[0]) * 8, np.int64) for each in ATTRIBUTES if not each.many}
    for block in blocks:
        profile, concept = block["profile"].astype(np.int64), block["concept"].astype(np.int64)
        at = np.searchsorted(keys, profile).clip(max=max(len(keys) - 1, 0))
        number = words.nearest[concept]
        counts = (
            (keys[at] == profile) & (number > 0) & chosen[number] if len(keys) else np.zeros(len(at), bool)
        )
        at, number = places[at[counts]], number[counts]
        is_single = np.isin(words.attribute[number], list(single))
        bits.set(number[~is_single], at[~is_single])
        for name, highest in single.items():
            # Numbers go in display order, so that the highest is the last of the scale.
            of_it = words.attribute[number] == name
            np.maximum.at(highest, at[of_it], number[of_it])
    for highest in single.values():
        has = np.flatnonzero(highest)
        bits.set(highest[has], has)


def _add_derived(
    bits: _Bits,
    words: _Words,
    position: Mapping[int, int],
    people: Sequence[Sequence[Any]],
    on: datetime.date,
) -> None:
    """Bands of hours and the term of a start, which follow from other fields."""
    pairs = []
    for profile, _, _, least, most, start, _ in people:
        numbers = words.find("hours", _bands(words, least, most))
        if start is not None:
            numbers += words.find("availability", iter([_term(words, start, on)]))
        pairs += [(number, position[profile]) for number in numbers]
    given = np.array(pairs, np.int64).reshape(-1, 2)
    bits.set(given[:, 0], given[:, 1])


def _bands(words: _Words, least: int | None, most: int | None) -> Iterator[str]:
    # Codes of the bands of hours that a range has an hour of; the highest band has no end.
    if least is None or most is None:
        return
    bands = {code: HOURS.fullmatch(code) for attribute, code in words.number_of if attribute == "hours"}
    limits = {code: (int(found[1]), int(found[2])) for code, found in bands.items() if found}
    last = max((end for _, end in limits.values()), default=0)
    for code, (start, end) in limits.items():
        starts_before_end = least < end or end == last
        # Exactly the edge is in the band that begins there.
        ends_after_start = most > start or least == most == start
        if starts_before_end and ends_after_start:
            yield code


def _term(words: _Words, start: datetime.date, on: datetime.date) -> str:
    """Code of the shortest term within which a person can start."""
    if start <= on:
        return "meteen"
    terms = {
        int(found[1]): code
        for attribute, code in words.number_of
        if attribute == "availability" and (found := MONTHS.fullmatch(code))
    }
    return next((terms[months] for months in sorted(terms) if start <= _after(on, months)), "later")


def _after(day: datetime.date, months: int) -> datetime.date:
    """The same day some months later, or the last one of that month."""
    # Written anew, not `months_later`: a fault of that must show here.
    first = datetime.date(day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1, 1)
    next_month = (first + datetime.timedelta(days=31)).replace(day=1)
    return min(first + datetime.timedelta(days=day.day - 1), next_month - datetime.timedelta(days=1))


def _add_special(
    bits: _Bits, words: _Words, position: Mapping[int, int], people: Sequence[Sequence[Any]]
) -> None:
    # Without a fact of a condition it was recorded that it does not apply, or nothing was.
    shown = bits.table[0]
    for attribute in CONDITIONS:
        numbers = np.flatnonzero(words.attribute == attribute)
        if not len(numbers):
            continue
        known = np.bitwise_or.reduce(bits.table[numbers])
        asked = _Bits(1, bits.table.shape[1])
        named = np.array([position[row[0]] for row in people if attribute in row[6]], np.int64)
        asked.set(np.zeros_like(named), named)
        bits.table[words.number_of[attribute, NOT_APPLICABLE]] = shown & ~known & asked.table[0]
        bits.table[words.number_of[attribute, NOT_RECORDED]] = shown & ~known & ~asked.table[0]
