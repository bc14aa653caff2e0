"""How a worker holds its index: swapped whole, kept for a while when the database is silent or wrong."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from django.db import OperationalError

from explorer.search.concepts import BrokenReleaseError
from explorer.search.index.current import GRACE_SECONDS, PAUSE_SECONDS, Holder, ReleaseUnavailable, Stamp

WAIT = 20


@dataclass
class FakeIndex:
    """Stands in for an index: a release and how many were withdrawn from it."""

    release: int
    gone: int = 0

    def without(self, withdrawn: list[int]) -> "FakeIndex":
        return FakeIndex(self.release, len(withdrawn))


@dataclass
class FakeDatabase:
    """A database whose second release takes long to index, and that can be silent. It keeps the time too."""

    active: int = 1
    silent: bool = False
    broken: bool = False
    now: float = 0
    asked: int = 0
    withdrawn: dict[int, list[int]] = field(default_factory=lambda: {1: [], 2: []})
    started: threading.Event = field(default_factory=threading.Event)
    ready: threading.Event = field(default_factory=threading.Event)

    def stamp(self) -> Stamp:
        self.asked += 1
        if self.silent:
            raise OperationalError("server closed the connection")
        return Stamp(self.active, "", len(self.withdrawn[self.active]), None)

    def load(self, number: int) -> FakeIndex:
        if self.broken:
            raise BrokenReleaseError("no key")
        if number == 2:
            self.started.set()
            assert self.ready.wait(WAIT)
        return FakeIndex(number)

    def holder(self) -> Holder:
        return Holder(read=self.stamp, load=self.load, withdrawn=self.withdrawn.get, clock=lambda: self.now)


@pytest.fixture
def swap() -> Iterator[tuple[FakeDatabase, Holder, threading.Thread]]:
    """A worker that answered from release 1 and has a thread that indexes release 2."""
    database = FakeDatabase()
    holder = database.holder()
    assert holder.current() == FakeIndex(1)
    database.active = 2
    thread = threading.Thread(target=holder.current)
    thread.start()
    assert database.started.wait(WAIT)
    yield database, holder, thread
    database.ready.set()
    thread.join(WAIT)


Swap = tuple[FakeDatabase, Holder, threading.Thread]


def test_others_go_on_while_one_thread_indexes(swap: Swap) -> None:
    database, holder, thread = swap
    assert holder.current() == FakeIndex(1)
    database.ready.set()
    thread.join(WAIT)
    assert holder.current() == FakeIndex(2)


def test_withdrawal_from_the_former_release_hides_during_a_swap(swap: Swap) -> None:
    database, holder, _ = swap
    database.withdrawn[1].append(5)
    assert holder.current() == FakeIndex(1, gone=1)


def test_release_purged_while_its_successor_is_indexed_is_not_shown(swap: Swap) -> None:
    database, holder, _ = swap
    del database.withdrawn[1]
    threading.Timer(0.1, database.ready.set).start()
    assert holder.current() == FakeIndex(2)


def test_silent_database_leaves_what_was_shown_for_a_while() -> None:
    database = FakeDatabase()
    holder = database.holder()
    holder.current()
    database.silent = True
    assert holder.current() == FakeIndex(1)
    assert holder.is_silent
    database.now = GRACE_SECONDS
    assert holder.current() == FakeIndex(1)
    database.now += PAUSE_SECONDS
    with pytest.raises(ReleaseUnavailable):
        holder.current()


def test_silent_database_is_left_in_peace_for_a_moment() -> None:
    database = FakeDatabase()
    holder = database.holder()
    holder.current()
    database.silent = True
    before = database.asked
    for _ in range(5):
        holder.current()
    assert database.asked == before + 1


def test_one_asks_whether_a_silent_database_speaks_again_and_the_others_go_on() -> None:
    database, others = FakeDatabase(), []
    asks = Holder(
        read=lambda: (others.append(asks.current()) if database.silent else None) or database.stamp(),
        load=database.load,
        withdrawn=database.withdrawn.get,
        clock=lambda: database.now,
    )
    asks.current()
    database.silent = asks._is_silent = True
    assert asks.current() == FakeIndex(1)
    assert others == [FakeIndex(1)]


def test_database_that_answers_again_is_heard() -> None:
    database = FakeDatabase()
    holder = database.holder()
    holder.current()
    database.silent = True
    holder.current()
    database.silent = False
    database.withdrawn[1].append(5)
    database.now = PAUSE_SECONDS
    assert holder.current() == FakeIndex(1, gone=1)
    assert not holder.is_silent


def test_silence_before_the_first_index_is_said() -> None:
    with pytest.raises(ReleaseUnavailable):
        FakeDatabase(silent=True).holder().current()


def test_release_that_was_taken_away_is_not_remembered() -> None:
    database = FakeDatabase()
    shown: list[Stamp | None] = [database.stamp()]
    holder = Holder(
        read=lambda: shown[0] if not database.silent else database.stamp(),
        load=database.load,
        withdrawn=database.withdrawn.get,
    )
    assert holder.current() == FakeIndex(1)
    shown[0] = None
    assert holder.current() is None
    database.silent = True
    with pytest.raises(ReleaseUnavailable):
        holder.current()


def test_release_that_cannot_be_indexed_leaves_the_former_one(caplog: pytest.LogCaptureFixture) -> None:
    database = FakeDatabase(ready=threading.Event())
    database.ready.set()
    holder = database.holder()
    holder.current()
    database.active, database.broken = 2, True
    database.withdrawn[1].append(5)
    assert holder.current() == FakeIndex(1, gone=1)
    assert "release 2 cannot be indexed" in caplog.text
    database.broken = False
    assert holder.current() == FakeIndex(1, gone=1)
    database.now = PAUSE_SECONDS
    assert holder.current() == FakeIndex(2)


def test_server_that_lags_brings_nobody_back() -> None:
    database = FakeDatabase()
    holder = database.holder()
    database.withdrawn[1].append(5)
    assert holder.current() == FakeIndex(1, gone=1)
    database.withdrawn[1].clear()
    assert holder.current() == FakeIndex(1, gone=1)
