"""The shuffle of the day, so that nobody always stands on top."""

import hashlib
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray


@lru_cache(maxsize=4)
def shuffle(*, size: int, day: date, release: int) -> NDArray[np.int64]:
    """The row numbers 0..size-1 in the order of the day; the same in every worker."""
    # Not `hash()`: that differs between processes, and page 2 may come from another worker.
    seed = hashlib.sha256(f"{day.isoformat()}:{release}".encode()).digest()
    order = np.random.default_rng(int.from_bytes(seed, "big")).permutation(size)
    # Cached and shared by all searches of the day.
    order.setflags(write=False)
    return order
