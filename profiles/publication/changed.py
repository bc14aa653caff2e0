"""How many people changed since a release: two releases that differ little say something about one person.

Kept is one fingerprint of 8 bytes a person with the publication, keyed by the
secret of the year: 40 bits of the person, 24 of the municipality and facts. A
sketch of fewer would do for a country and not for a region, where a tenth is a
hundred people.
"""

from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from profiles.anonymisation.sampling import Sampling
from profiles.anonymisation.tables import Keys, People, Words

FINGERPRINT = np.dtype("<u8")
OF_FACTS = np.uint64(24)

Fingerprints = npt.NDArray[np.uint64]


def fingerprints_of(keys: Keys, people: People, words: Words, *, secret: bytes) -> Fingerprints:
    """One number a person, ascending; `keys` are theirs by this secret.

    Words go by their permanent number, since those of a release change.
    """
    # A sum of hashes: the same facts in another order give the same fingerprint.
    parts = np.array([_hashed(number, secret) for number in words.permanent.tolist()], np.uint64)
    sums = np.concatenate([[0], np.cumsum(parts[people.facts])]).astype(np.uint64)
    # Sums go round at 2^64, and so do their differences.
    facts = sums[people.starts[1:]] - sums[people.starts[:-1]] + parts[people.municipality]
    return np.sort(_persons(keys) | (facts >> np.uint64(40)))


def share_changed(before: Fingerprints, now: Fingerprints) -> float:
    """People that came, left or have other facts, of the people before; without any 1."""
    if not len(before):
        return 1.0
    same = len(np.intersect1d(before, now, assume_unique=False))
    known = len(np.intersect1d(before >> OF_FACTS, now >> OF_FACTS))
    # By the first 40 bits it is the same person, by all 64 with the same facts.
    came, left, differ = len(now) - known, len(before) - known, known - same
    return (came + left + differ) / len(before)


def without_person(stored: bytes, *, candidate: int, secret: bytes) -> bytes:
    """Stored fingerprints but for those of a person."""
    keys = np.frombuffer(stored, FINGERPRINT)
    person = _persons(Sampling(secret, rate=0).person_keys([candidate]))[0]
    return keys[keys >> OF_FACTS != person >> OF_FACTS].tobytes()


def is_among(stored: bytes, keys: Keys) -> bool:
    """Whether a person, by their key, was counted when these fingerprints were stored."""
    persons = np.frombuffer(stored, FINGERPRINT) >> OF_FACTS
    return bool(np.isin(keys >> OF_FACTS, persons).any())


def _persons(keys: npt.NDArray[np.uint64]) -> Fingerprints:
    return (keys >> OF_FACTS) << OF_FACTS


def _hashed(number: int, secret: bytes) -> int:
    digest = blake2b(number.to_bytes(8, "little"), key=secret, person=b"facts", digest_size=8).digest()
    return int.from_bytes(digest, "little")
