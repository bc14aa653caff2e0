"""References of profiles: what stands in an address instead of the number of a row.

Ten Crockford base32 characters of HMAC-SHA256(secret of the release, viewer and
row number). The secret dies with the release, so a reference says nothing of
the row and cannot be linked with one of another release.
"""

import hmac
import threading
from functools import cached_property

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PUBLIC = "public"
LENGTH = 10
HALF = 5
BITS = 5
DIGEST_BITS = 256
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": ""})


class References:
    """The references of one release; the way back is a table, made when it is first needed."""

    def __init__(self, *, secret: bytes, size: int) -> None:
        self._secret = secret
        self._size = size
        self._lock = threading.Lock()

    def of(self, row: int) -> str:
        """The reference of a row, as people see it: 5-5 characters."""
        digest = hmac.digest(self._secret, f"{PUBLIC}:{row}".encode(), "sha256")
        head = int.from_bytes(digest, "big") >> (DIGEST_BITS - LENGTH * BITS)
        signs = [ALPHABET[head >> shift & 31] for shift in range((LENGTH - 1) * BITS, -1, -BITS)]
        return f"{''.join(signs[:HALF])}-{''.join(signs[HALF:])}"

    def row(self, reference: str) -> int | None:
        """The row that a reference means, or None. Case, hyphens and O/0, I/L/1 do not matter."""
        # Cut first: whatever stands in the address, little is read of it.
        signs = reference[: 2 * LENGTH].upper().translate(READ_AS)
        if len(signs) != LENGTH:
            return None
        # One thread makes the table, the others wait for it instead of making their own.
        with self._lock:
            return self._rows.get(f"{signs[:HALF]}-{signs[HALF:]}")

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {self.of(row): row for row in range(self._size)}
