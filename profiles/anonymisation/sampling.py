"""Keyed sampling: which (person, group) pairs are left out, so that no label proves anything of a person.

A pair is one AES-128 block: 64 bits of the person and 64 of the group, both
little-endian. A block cipher on distinct blocks is a pseudo-random function
(up to q^2 / 2^129 for q pairs), at about 4 nanoseconds a pair.
"""

from collections.abc import Iterable
from hashlib import blake2b

import numpy as np
import numpy.typing as npt
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from profiles.anonymisation.tables import Ints, Keys

BLOCK = 16


def area_id(codes: Iterable[str]) -> int:
    """32 bits of a set of municipalities, so that the same set under two names is drawn once."""
    digest = blake2b(",".join(sorted(codes)).encode(), digest_size=4).digest()
    return int.from_bytes(digest, "little")


def group_ids(whats: Ints, conditions: Ints, *, is_pair: npt.NDArray[np.bool_]) -> Keys:
    """Upper 32 bits of groups, from permanent numbers: what, condition; of a pair the lower comes first."""
    first = np.where(is_pair, np.minimum(whats, conditions), whats).astype(np.uint64)
    second = np.where(is_pair, np.maximum(whats, conditions), conditions).astype(np.uint64)
    return first << np.uint64(48) | second << np.uint64(32)


class Sampling:
    """The pairs that are left out by a secret, `rate` of all. The same pair always has the same answer."""

    def __init__(self, secret: bytes, *, rate: float) -> None:
        self._secret = secret
        key = blake2b(b"sampling", key=secret, digest_size=16).digest()
        # One block at a time is what is meant: equal pairs must have equal answers.
        self._encryptor = Cipher(algorithms.AES(key), modes.ECB()).encryptor()  # noqa: S305
        self._limit = np.uint64(int(rate * 2**64))

    def person_key(self, primary_key: int) -> int:
        """64 bits of a person, from the key that the register has for them."""
        digest = blake2b(primary_key.to_bytes(8, "little"), key=self._secret, person=b"person", digest_size=8)
        return int.from_bytes(digest.digest(), "little")

    def person_keys(self, primary_keys: Iterable[int]) -> Keys:
        """`person_key` of each; a second for a million."""
        return np.fromiter((self.person_key(each) for each in primary_keys), np.uint64)

    def left_out(self, blocks: npt.NDArray[np.uint64], answers: npt.NDArray[np.uint8]) -> Ints:
        """Indices of the pairs that are left out. `blocks`: pairs x 2; `answers`: bytes, a block more."""
        size = blocks.nbytes
        self._encryptor.update_into(blocks.reshape(-1).view(np.uint8).data, answers[: size + BLOCK].data)
        return np.flatnonzero(answers[:size].view(np.uint64)[::2] < self._limit)
