"""The index this worker answers with: the active release's, noticed at each request.

One cheap query a request tells which release is active and whether somebody was
withdrawn. Another release is indexed aside, by one thread; the others go on with
the former one until it is ready.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connections, router

from explorer.release.models import Release, Withdrawal
from explorer.search.index.loading import load
from explorer.search.index.release_index import Index

# Not by a queryset: making its SQL anew at each request took five times as long as asking it.
STAMP = """
SELECT release.number, release.content_hash, count(withdrawal.id), max(withdrawal.id)
FROM explorer_release_release release
LEFT JOIN explorer_release_withdrawal withdrawal ON withdrawal.release_id = release.number
WHERE release.state = %s
GROUP BY release.number
"""


@dataclass(frozen=True)
class Stamp:
    """What the database says is current. Withdrawals are also counted: an older one may commit later."""

    release: int
    content: str
    withdrawals: int
    newest: int | None


@dataclass(frozen=True)
class Held:
    stamp: Stamp
    index: Index


class Holder:
    """Holds one index and swaps it whole. `read`, `load` and `withdrawn` ask the database."""

    def __init__(
        self,
        *,
        read: Callable[[], Stamp | None],
        load: Callable[[int], Index],
        withdrawn: Callable[[int], list[int]],
    ) -> None:
        self._read, self._load, self._withdrawn = read, load, withdrawn
        self._held: Held | None = None
        self._lock = threading.Lock()

    def current(self) -> Index | None:
        """The index of the active release, or of the former one while another thread builds it."""
        stamp = self._read()
        held = self._held
        if stamp is None:
            return None
        if held is not None and held.stamp == stamp:
            return held.index
        if held is None:
            with self._lock:
                return self._renew()
        if not self._lock.acquire(blocking=False):
            return self._refreshed(held)
        try:
            return self._renew()
        finally:
            self._lock.release()

    def _renew(self) -> Index | None:
        """Under the lock; reads the stamp again, since another thread may have swapped meanwhile."""
        stamp, held = self._read(), self._held
        if stamp is None:
            return None
        if held is None or held.stamp != stamp:
            # Only withdrawals are new: the index stays, its weights are made anew.
            same = held is not None and _is_same_release(held.stamp, stamp)
            index = held.index if held is not None and same else self._load(stamp.release)
            self._held = held = Held(stamp, index.without(self._withdrawn(stamp.release)))
        return held.index

    def _refreshed(self, held: Held) -> Index:
        """Somebody withdrawn is hidden at once, also while the next release is being indexed."""
        withdrawn = self._withdrawn(held.stamp.release)
        return held.index.without(withdrawn) if len(withdrawn) > held.stamp.withdrawals else held.index


def _is_same_release(one: Stamp, other: Stamp) -> bool:
    return (one.release, one.content) == (other.release, other.content)


def _read_stamp() -> Stamp | None:
    with connections[router.db_for_read(Release)].cursor() as cursor:
        cursor.execute(STAMP, [Release.State.ACTIVE])
        active = cursor.fetchone()
    return None if active is None else Stamp(*active)


def _read_withdrawn(release: int) -> list[int]:
    return list(Withdrawal.objects.filter(release=release).values_list("profile_number", flat=True))


_holder = Holder(read=_read_stamp, load=load, withdrawn=_read_withdrawn)


def current_index() -> Index | None:
    """The index of the active release; None before the first one. One query when nothing changed."""
    return _holder.current()
