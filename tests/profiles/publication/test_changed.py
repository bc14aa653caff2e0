"""How many people changed: counted from fingerprints, whatever the order and the numbers of words."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from profiles.anonymisation.sampling import Sampling
from profiles.anonymisation.tables import People, Words
from profiles.publication.changed import (
    Fingerprints,
    fingerprints_of,
    is_among,
    share_changed,
    without_person,
)

SECRET = b"a secret"
WORDS = Words(("", *["task"] * 9), np.zeros(10, np.int64), np.arange(10) * 11)
Register = dict[int, frozenset[int]]
registers = st.dictionaries(
    st.integers(1, 30), st.frozensets(st.integers(1, 9), max_size=4), min_size=1, max_size=15
)


def fingerprints(register: Register) -> Fingerprints:
    sampling = Sampling(SECRET, rate=0)
    keys = sampling.person_keys(register)
    people = People(
        keys=keys,
        municipality=np.ones(len(register), np.int64),
        starts=np.cumsum([0, *map(len, register.values())]),
        facts=np.array([fact for facts in register.values() for fact in sorted(facts)], np.int64),
    )
    return fingerprints_of(keys, people, WORDS, secret=SECRET)


@given(registers, registers)
def test_share_is_of_people_who_came_left_or_differ(before: Register, now: Register) -> None:
    everybody = before.keys() | now.keys()
    changed = sum(before.get(person) != now.get(person) for person in everybody)
    assert share_changed(fingerprints(before), fingerprints(now)) == changed / len(before)


@given(registers)
def test_erased_person_is_in_no_fingerprint(register: Register) -> None:
    person = next(iter(register))
    key = Sampling(SECRET, rate=0).person_keys([person])
    stored = fingerprints(register).tobytes()
    assert is_among(stored, key)
    left = without_person(stored, candidate=person, secret=SECRET)
    assert not is_among(left, key) and len(left) == len(stored) - 8


def test_first_release_is_all_new() -> None:
    assert share_changed(np.zeros(0, np.uint64), fingerprints({1: frozenset()})) == 1
