"""Which pairs of a person and a group are left out: one AES-128 block each, by a secret of the year.

A block is 64 bits of the person and 64 of the group: permanent numbers of what and
condition, and 32 bits of the set of municipalities. Written anew from that sentence.
"""

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.db import connection
from numpy.typing import NDArray

from explorer.release.models import NOT_APPLICABLE, NOT_RECORDED, PublishedConcept
from explorer.release.shapes import CONDITIONS

Keys = NDArray[np.uint64]
PERMANENT = "SELECT attribute, code, id FROM vocabulary_concept"


class Keyed:
    """The draws of a secret at a sampling rate, for the words of one release."""

    def __init__(self, secret: bytes, *, sampling_rate: float, concepts: Sequence[PublishedConcept]) -> None:
        self._secret = secret
        self._limit = int(sampling_rate * (1 << 64))
        self._cipher = Cipher(
            algorithms.AES(blake2b(b"sampling", key=secret, digest_size=16).digest()),
            # Equal pairs must have equal answers.
            modes.ECB(),  # noqa: S305
        )
        # By number in the release the number in the vocabulary; the special words count down from the top.
        with connection.cursor() as cursor:
            # By SQL of its own: the models are what the counting reads.
            cursor.execute(PERMANENT)
            known = {(attribute, code): key for attribute, code, key in cursor.fetchall()}
        for index, attribute in enumerate(CONDITIONS):
            known[attribute, NOT_RECORDED] = 0xFFFF - 2 * index
            known[attribute, NOT_APPLICABLE] = 0xFFFF - 2 * index - 1
        self.permanent = np.array(
            [0, *(known[concept.attribute, concept.code] for concept in concepts)], np.int64
        )

    def people(self, candidates: NDArray[np.int64]) -> Keys:
        """64 bits of each person, from their primary key."""
        digests = (
            blake2b(
                int(key).to_bytes(8, "little"), key=self._secret, person=b"person", digest_size=8
            ).digest()
            for key in candidates
        )
        return np.frombuffer(b"".join(digests), "<u8")

    def group(self, what: int, condition: int, area: int, *, is_pair: bool) -> int:
        """64 bits of a group; `area` as `area_bits` gives it."""
        first, second = int(self.permanent[what]), int(self.permanent[condition])
        # A pair of two whats is one group, whichever of them is named first.
        if is_pair and first > second:
            first, second = second, first
        return first << 48 | second << 32 | area

    def left_out(self, people: Keys, groups: Keys) -> NDArray[np.bool_]:
        """Whether the pair at each index is left out."""
        blocks = np.stack([people, groups], axis=1).astype("<u8").tobytes()
        answers = np.frombuffer(self._cipher.encryptor().update(blocks), "<u8")
        # The first half of each block decides; the second is not used.
        return answers[::2] < self._limit


def area_bits(codes: Sequence[str]) -> int:
    """32 bits of a set of municipalities, whatever it is called."""
    text = ",".join(sorted(codes)).encode()
    return int.from_bytes(blake2b(text, digest_size=4).digest(), "little")
