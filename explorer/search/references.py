"""References of profiles: what stands in an address instead of the number of a row.

Ten Crockford base32 characters of a keyed BLAKE2b (a message authentication code,
RFC 7693) under the secret of the release, of viewer and row number. The secret dies
with the release, so a reference says nothing of the row and cannot be linked with
one of another release. An employer who is signed in is a viewer of their own: two
employers cannot compare lists by reference, and a reference that leaks tells whose
it was. All other visitors share `PUBLIC`.

One digest serves eight rows, each with bits of its own, so the way back from a
million rows is made in a tenth of a second and eight megabytes. Of 2^50 references
a release uses one for each row: a guess finds one of a million profiles once in a
thousand million times.
"""

import hashlib
import threading
from collections import OrderedDict
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PUBLIC = "public"
LENGTH = 10
HALF = 5
BITS = 5
ROWS = 8
"""Rows that share a digest of 64 bytes."""
WIDTH = 8
SPARE_BITS = 8 * WIDTH - LENGTH * BITS
# Ways back that are kept, of as many viewers.
TABLES = 4
VIEWERS = 256
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": ""})
DIGITS = str.maketrans(ALPHABET, "0123456789abcdefghijklmnopqrstuv")
PAIRS = [first + second for first in ALPHABET for second in ALPHABET]


class References:
    """The references of one release; the way back is a table per viewer, made when it is first needed."""

    def __init__(self, *, secret: bytes, size: int) -> None:
        self._secret = secret
        self._size = size
        self._lock = threading.Lock()
        self._tables: OrderedDict[str, NDArray[np.uint64]] = OrderedDict()
        self._of_viewer = lru_cache(maxsize=VIEWERS)(self._begin)

    def of(self, row: int, *, viewer: str = PUBLIC) -> str:
        """The reference of a row, as this viewer sees it: 5-5 characters."""
        place = row % ROWS * WIDTH
        digest = self._digest(self._of_viewer(viewer), row // ROWS)
        head = int.from_bytes(digest[place : place + WIDTH], "big") >> SPARE_BITS
        return (
            f"{PAIRS[head >> 40]}{PAIRS[head >> 30 & 1023]}{ALPHABET[head >> 25 & 31]}-"
            f"{ALPHABET[head >> 20 & 31]}{PAIRS[head >> 10 & 1023]}{PAIRS[head & 1023]}"
        )

    def row(self, reference: str, *, viewer: str = PUBLIC) -> int | None:
        """The row this viewer's reference means, or None. Case, hyphens and O/0, I/L/1 do not matter."""
        # Cut first: whatever stands in the address, little is read of it.
        signs = reference[: 2 * LENGTH].upper().translate(READ_AS)
        if len(signs) != LENGTH or not set(ALPHABET).issuperset(signs):
            return None
        # One thread makes the table, the others wait for it instead of making their own.
        with self._lock:
            found = np.flatnonzero(self._table(viewer) == int(signs.translate(DIGITS), 32))
        return int(found[0]) if len(found) else None

    def _begin(self, viewer: str) -> "hashlib.blake2b":
        return hashlib.blake2b(f"{viewer}:".encode(), key=self._secret)

    def _digest(self, begun: "hashlib.blake2b", block: int) -> bytes:
        own = begun.copy()
        own.update(b"%d" % block)
        return own.digest()

    def _table(self, viewer: str) -> NDArray[np.uint64]:
        if viewer not in self._tables:
            begun, blocks = self._of_viewer(viewer), -(-self._size // ROWS)
            digests = b"".join([self._digest(begun, block) for block in range(blocks)])
            heads = np.frombuffer(digests, dtype=">u8")[: self._size] >> np.uint64(SPARE_BITS)
            self._tables[viewer] = heads.astype(np.uint64)
            while len(self._tables) > TABLES:
                # The visitors' own stays: most of the traffic is theirs.
                del self._tables[next(name for name in self._tables if name != PUBLIC)]
        self._tables.move_to_end(viewer)
        return self._tables[viewer]
