"""The index this worker answers with: the active release's, noticed at each request.

One cheap query a request tells which release is active and whether somebody was
withdrawn. Another release is indexed aside, by one thread; the others go on with
the former one until it is ready. Where the database is silent, or the next
release cannot be indexed, what is in memory serves on for a few minutes: not
longer, since nobody who is withdrawn would then disappear.
"""

import gc
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connections, router

from explorer.database.asking import ANSWER_SECONDS, LOST, ask
from explorer.database.standby import reads, snapshot
from explorer.release.models import Release, Withdrawal
from explorer.search.index.loading import load
from explorer.search.index.release_index import Index

logger = logging.getLogger(__name__)

GRACE_SECONDS = 300.0
"""How long a release may be shown that the database did not confirm."""
PAUSE_SECONDS = 1.0
"""How long nothing is asked of a database that was silent."""

STAMP = """
SELECT release.number, release.content_hash, count(withdrawal.id), max(withdrawal.id)
FROM explorer_release_release release
LEFT JOIN explorer_release_withdrawal withdrawal ON withdrawal.release_id = release.number
WHERE release.state = $1
GROUP BY release.number
"""


@dataclass(frozen=True)
class Stamp:
    """What the database says is current. Withdrawals are also counted: an older one may commit later."""

    release: int
    content: str
    withdrawals: int
    newest: int | None

    def is_other_release(self, other: "Stamp") -> bool:
        return (self.release, self.content) != (other.release, other.content)


@dataclass
class Held:
    """An index and when the database last said that it is the current one."""

    stamp: Stamp
    index: Index
    confirmed_at: float
    left: tuple[int, Index] | None = None

    def without(self, withdrawn: list[int]) -> Index:
        """Less those who were withdrawn since; made once for all who ask, since pages are prepared for it."""
        gone = len(withdrawn)
        if gone <= self.stamp.withdrawals:
            return self.index
        if self.left is None or self.left[0] < gone:
            self.left = gone, self.index.without(withdrawn)
        return self.left[1]


class ReleaseUnavailable(Exception):
    """Nothing can be shown now: the database is silent and nothing in memory is recent enough."""


class Holder:
    """Holds one index and swaps it whole. `read`, `load` and `withdrawn` ask the database.

    `withdrawn` gives None for a release that was purged.
    """

    def __init__(
        self,
        *,
        read: Callable[[], Stamp | None],
        load: Callable[[int], Index],
        withdrawn: Callable[[int], list[int] | None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._read, self._load, self._withdrawn, self._clock = read, load, withdrawn, clock
        self._held: Held | None = None
        self._ask_again_at = self._load_again_at = float("-inf")
        self._is_silent = False
        self._lock = threading.Lock()

    def current(self) -> Index | None:
        """The index of the active release, or of the former one while another thread builds it.

        Raises `ReleaseUnavailable` when the database is silent for too long.
        """
        now = self._clock()
        if now < self._ask_again_at:
            return self._remembered()
        if self._is_silent:
            # One asks whether it speaks again; the others need not wait with it.
            self._ask_again_at = now + PAUSE_SECONDS + ANSWER_SECONDS
        try:
            found = self._confirmed()
        except LOST as error:
            self._is_silent = True
            self._ask_again_at = self._clock() + PAUSE_SECONDS
            logger.warning("the database does not answer: %s", type(error).__name__)
            return self._remembered()
        self._is_silent, self._ask_again_at = False, float("-inf")
        return found

    @property
    def is_silent(self) -> bool:
        """Whether the database did not answer when it was last asked."""
        return self._is_silent

    def _confirmed(self) -> Index | None:
        stamp, held = self._read(), self._held
        if stamp is None:
            self._held = None  # what was purged is not remembered either
            return None
        if held is not None and held.stamp == stamp:
            held.confirmed_at = self._clock()
            return held.index
        if self._lock.acquire(blocking=held is None):
            try:
                return self._renewed()
            finally:
                self._lock.release()
        former = self._former(held) if held is not None else None
        if former is not None:
            return former
        with self._lock:  # purged while its successor is being indexed: wait for that
            return self._renewed()

    def _renewed(self) -> Index | None:
        """Under the lock; reads the stamp again, since another thread may have swapped meanwhile."""
        stamp, held = self._read(), self._held
        if stamp is None:
            return None
        if held is None or held.stamp.is_other_release(stamp):
            return self._swapped(stamp, held)
        if stamp.withdrawals >= held.stamp.withdrawals:
            # Only withdrawals are new: the index stays, its weights are made anew.
            return self._hold(stamp, held.index)
        # Fewer are told by a server that lags behind: who was hidden stays hidden.
        return held.index

    def _swapped(self, stamp: Stamp, held: Held | None) -> Index | None:
        former = None if held is None else self._former(held)
        if former is not None and self._clock() < self._load_again_at:
            return former
        try:
            return self._hold(stamp, self._load(stamp.release))
        except Exception:
            # Whatever is wrong with the next release, the former one need not go down with it.
            if former is None:
                raise
            self._load_again_at = self._clock() + PAUSE_SECONDS
            logger.exception("release %s cannot be indexed; the former one stays", stamp.release)
            return former

    def _hold(self, stamp: Stamp, index: Index) -> Index:
        withdrawn = self._withdrawn(stamp.release)
        if withdrawn is None:
            raise ReleaseUnavailable(f"release {stamp.release} was purged")
        left = index.without(withdrawn)
        self._held = Held(stamp, left, confirmed_at=self._clock())
        return left

    def _former(self, held: Held) -> Index | None:
        """Somebody withdrawn is hidden at once, also from a release that is about to go."""
        withdrawn = self._withdrawn(held.stamp.release)
        return None if withdrawn is None else held.without(withdrawn)

    def _remembered(self) -> Index:
        held = self._held
        if held is None or self._clock() - held.confirmed_at > GRACE_SECONDS:
            raise ReleaseUnavailable("the database is silent")
        return held.index


def _read_stamp() -> Stamp | None:
    active = ask(router.db_for_read(Release), STAMP, (Release.State.ACTIVE,))
    if not active:
        return None
    release, content, withdrawals, newest = active[0]
    return Stamp(
        int(release or 0), content or "", int(withdrawals or 0), None if newest is None else int(newest)
    )


def _load(release: int) -> Index:
    """Of one moment: a release that is purged meanwhile is whole or an error, never half."""
    with reads.pinned(), snapshot(router.db_for_read(Release)):
        return load(release)


def _read_withdrawn(release: int) -> list[int] | None:
    withdrawn = list(Withdrawal.objects.filter(release=release).values_list("profile_number", flat=True))
    return withdrawn if withdrawn or Release.objects.filter(number=release).exists() else None


holder = Holder(read=_read_stamp, load=_load, withdrawn=_read_withdrawn)


def current_index() -> Index | None:
    """The index of the active release; None before the first one. One query when nothing changed."""
    return holder.current()


def warm_up() -> None:
    """Index the active release before the first request; workers forked from here share it."""
    try:
        current_index()
    except Exception as error:
        # A server that starts before its database still starts; it looks again at the first request.
        logger.warning("no index yet: %s", type(error).__name__)
    finally:
        connections.close_all()  # a connection cannot be shared with a fork
    gc.freeze()
