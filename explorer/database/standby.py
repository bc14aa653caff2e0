"""Which server pages read from: a standby that keeps up with the primary, or else the primary.

A standby that lost its primary goes on answering with what it heard last, and
would show somebody who was withdrawn since. So each process looks at it once a
second. Only while the primary is away too does such a standby serve: then
nobody can be withdrawn either.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connections, transaction

from explorer.database.asking import LOST, ask

PRIMARY, STANDBY = "default", "replica"
LOOK_SECONDS = 1.0
LOOK = """
SELECT pg_is_in_recovery(),
       EXISTS (SELECT FROM pg_stat_get_wal_receiver() receiver WHERE receiver.pid IS NOT NULL),
       coalesce(pg_wal_lsn_diff(pg_last_wal_receive_lsn(), '0/0')::bigint, 0),
       coalesce(pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::bigint, 0)
"""
TRUE = "t"


@dataclass(frozen=True)
class Look:
    """A server at one moment; `received` and `replayed` are places in the primary's log."""

    is_standby: bool
    hears_primary: bool
    received: int
    replayed: int

    def keeps_up(self, former: "Look | None") -> bool:
        """Whether it tells what the primary tells, give or take the time since the former look.

        Times say little here: after a quiet hour the last change is an hour old.
        """
        if not self.is_standby:
            return True
        known = self.received if former is None else min(self.received, former.received)
        return self.hears_primary and self.replayed >= known


class Reads:
    """Chooses the server to read from, anew every second, by one thread while the others go on."""

    def __init__(
        self,
        *,
        has_standby: Callable[[], bool],
        look: Callable[[], Look],
        primary_answers: Callable[[], bool],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._has_standby, self._look, self._primary_answers = has_standby, look, primary_answers
        self._clock = clock
        self._alias, self._again_at = STANDBY, float("-inf")
        self._former: Look | None = None
        self._lock = threading.Lock()
        self._pin = threading.local()

    def alias(self) -> str:
        """Alias of the database to read from now."""
        if not self._has_standby():
            return PRIMARY
        pinned: str | None = getattr(self._pin, "alias", None)
        if pinned is not None:
            return pinned
        if self._clock() >= self._again_at and self._lock.acquire(blocking=False):
            try:
                self._alias = self._choose()
                self._again_at = self._clock() + LOOK_SECONDS
            finally:
                self._lock.release()
        return self._alias

    @property
    def server(self) -> str:
        """What answers behind the alias, in a word for whoever watches."""
        is_standby = self.alias() == STANDBY and self._former is not None and self._former.is_standby
        return "standby" if is_standby else "primary"

    @contextmanager
    def pinned(self) -> Iterator[str]:
        """Within the block this thread reads from one server."""
        former = getattr(self._pin, "alias", None)
        self._pin.alias = alias = self.alias()
        try:
            yield alias
        finally:
            self._pin.alias = former

    def _choose(self) -> str:
        try:
            found = self._look()
        except LOST:
            found = None
        # After a quiet time the former look is too old to compare with.
        is_recent = self._clock() - self._again_at < LOOK_SECONDS
        former, self._former = self._former if is_recent else None, found
        if found is not None and found.keeps_up(former):
            return STANDBY
        return PRIMARY if self._primary_answers() else STANDBY


@contextmanager
def snapshot(alias: str) -> Iterator[None]:
    """What is read inside is of one moment, also when it is purged meanwhile."""
    connection = connections[alias]
    if connection.in_atomic_block:
        yield  # the moment is that of the transaction around it
        return
    with transaction.atomic(using=alias), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _look_at_standby() -> Look:
    ((is_standby, hears_primary, received, replayed),) = ask(STANDBY, LOOK)
    return Look(is_standby == TRUE, hears_primary == TRUE, int(received or 0), int(replayed or 0))


def _primary_answers() -> bool:
    try:
        ask(PRIMARY, "SELECT 1")
    except LOST:
        return False
    return True


def _has_standby() -> bool:
    return STANDBY in connections.settings


reads = Reads(has_standby=_has_standby, look=_look_at_standby, primary_answers=_primary_answers)
