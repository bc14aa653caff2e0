"""Counting and closing give what the plain oracle gives, for any small world."""

from hashlib import blake2b

import numpy as np
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.release.shapes import SHAPES, WHATS
from profiles.anonymisation.closing import close, groups_of, label
from profiles.anonymisation.counting import count, living
from profiles.anonymisation.sampling import Sampling, area_id
from tests import groups as oracle
from tests.profiles.anonymisation.worlds import SECRET, Small, small_worlds


def counted(small: Small, *, rate: float) -> oracle.Groups:
    layout = small.layout
    sampling = Sampling(SECRET, rate=rate)
    people = small.arrays(sampling)
    thresholds = layout.thresholds(SHAPES, k=small.k, living=living(people, layout))
    matrices = count(people, layout, thresholds, sampling)
    label(matrices, layout, thresholds, k=small.k)
    close(matrices, layout, thresholds, k=small.k)
    groups = groups_of(matrices, layout, thresholds)
    return {(int(w), int(a), int(c)): int(n) for w, a, c, n in groups.tolist()}


def one_block(small: Small, *, rate: float, person: int, key: oracle.Key) -> bool:
    """Whether a pair is left out: one AES block at a time, from what is written about it."""
    what, area, condition = (key[0], key[1], key[2])
    ids = small.words.permanent
    first, second = int(ids[what]), int(ids[condition])
    if condition and small.world.words[condition].attribute in WHATS:
        first, second = min(first, second), max(first, second)
    group = first << 48 | second << 32 | area_id(map(str, small.world.areas[area].members))
    digest = blake2b((person + 1).to_bytes(8, "little"), key=SECRET, person=b"person", digest_size=8).digest()
    aes = blake2b(b"sampling", key=SECRET, digest_size=16).digest()
    cipher = Cipher(algorithms.AES(aes), modes.ECB())  # noqa: S305
    block = cipher.encryptor().update(digest + group.to_bytes(8, "little"))
    return int.from_bytes(block[:8], "little") < int(rate * 2**64)


@given(small_worlds())
@settings(max_examples=60, deadline=None)
def test_everybody_counted_equals_oracle(small: Small) -> None:
    plain = oracle.label(small.world, oracle.count(small.world, small.people), people=small.living, k=small.k)
    assert counted(small, rate=0) == oracle.close(small.world, plain, k=small.k)


@given(small_worlds(most_people=60), st.sampled_from([0.05, 0.3]))
@settings(max_examples=25, deadline=None)
def test_sampled_counts_equal_oracle(small: Small, rate: float) -> None:
    def left_out(person: int, key: oracle.Key) -> bool:
        return one_block(small, rate=rate, person=person, key=key)

    drawn = oracle.count(small.world, small.people, left_out=left_out)
    plain = oracle.label(small.world, drawn, people=small.living, k=small.k)
    assert counted(small, rate=rate) == oracle.close(small.world, plain, k=small.k)


@given(small_worlds(most_people=20))
@settings(max_examples=10, deadline=None)
def test_groups_come_in_order_of_key(small: Small) -> None:
    keys = list(counted(small, rate=0))
    assert keys == sorted(keys)


def test_sampling_leaves_out_its_rate() -> None:
    sampling = Sampling(SECRET, rate=0.05)
    blocks = np.stack([sampling.person_keys(range(1, 200_001)), np.arange(200_000, dtype=np.uint64)], axis=1)
    left_out = sampling.left_out(blocks, np.empty(blocks.nbytes + 16, np.uint8))
    assert 0.048 < len(left_out) / len(blocks) < 0.052
