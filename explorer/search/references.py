"""References of profiles: what stands in an address instead of the number of a row.

Ten Crockford base32 characters of HMAC-SHA256(secret of the release, viewer and
row number). The secret dies with the release, so a reference says nothing of
the row and cannot be linked with one of another release. An employer who is signed
in is a viewer of their own: two employers cannot compare lists by reference, and a
reference that leaks tells whose it was. All other visitors share `PUBLIC`.
"""

import hmac
import threading
from collections import OrderedDict

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PUBLIC = "public"
LENGTH = 10
HALF = 5
BITS = 5
DIGEST_BITS = 256
# Ways back that are kept: a table of a million rows takes a second to make and some memory to keep.
TABLES = 4
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": ""})


class References:
    """The references of one release; the way back is a table per viewer, made when it is first needed."""

    def __init__(self, *, secret: bytes, size: int) -> None:
        self._secret = secret
        self._size = size
        self._lock = threading.Lock()
        self._tables: OrderedDict[str, dict[str, int]] = OrderedDict()

    def of(self, row: int, *, viewer: str = PUBLIC) -> str:
        """The reference of a row, as this viewer sees it: 5-5 characters."""
        digest = hmac.digest(self._secret, f"{viewer}:{row}".encode(), "sha256")
        head = int.from_bytes(digest, "big") >> (DIGEST_BITS - LENGTH * BITS)
        signs = [ALPHABET[head >> shift & 31] for shift in range((LENGTH - 1) * BITS, -1, -BITS)]
        return f"{''.join(signs[:HALF])}-{''.join(signs[HALF:])}"

    def row(self, reference: str, *, viewer: str = PUBLIC) -> int | None:
        """The row this viewer's reference means, or None. Case, hyphens and O/0, I/L/1 do not matter."""
        # Cut first: whatever stands in the address, little is read of it.
        signs = reference[: 2 * LENGTH].upper().translate(READ_AS)
        if len(signs) != LENGTH:
            return None
        # One thread makes the table, the others wait for it instead of making their own.
        with self._lock:
            return self._table(viewer).get(f"{signs[:HALF]}-{signs[HALF:]}")

    def _table(self, viewer: str) -> dict[str, int]:
        if viewer not in self._tables:
            self._tables[viewer] = {self.of(row, viewer=viewer): row for row in range(self._size)}
            while len(self._tables) > TABLES:
                # The visitors' own stays: most of the traffic is theirs.
                del self._tables[next(name for name in self._tables if name != PUBLIC)]
        self._tables.move_to_end(viewer)
        return self._tables[viewer]
