"""Which release a worker answers from: noticed at each request, swapped whole, nobody waits for it."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from django.db import OperationalError, connections
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from explorer.release.artefact.sections import FORMAT
from explorer.release.models import ReferenceKey, ReleaseIndex
from explorer.search.concepts import BrokenReleaseError
from explorer.search.index import current
from explorer.search.index.current import (
    GRACE_SECONDS,
    PAUSE_SECONDS,
    Holder,
    ReleaseUnavailable,
    Stamp,
    current_index,
)
from explorer.search.results import profile, search
from tests.database import as_owner
from tests.factories import releases

VENLO, VENRAY = ("place", "GM0983"), ("place", "GM0984")
WAIT = 20


def found(query: str = "") -> int:
    page = search(QueryDict(query))
    assert page is not None
    return page.total.all


@pytest.mark.django_db
def test_nothing_to_search_before_a_release() -> None:
    releases.publish([(1, [VENLO])], active=False)
    assert current_index() is None
    assert search(QueryDict("taak=orderpicken")) is None
    assert profile("00000-00000", QueryDict()) is None


@pytest.mark.django_db
def test_other_release_is_noticed_at_once() -> None:
    first = releases.publish([(1, [VENLO])])
    assert found() == 1
    releases.publish([(2, [VENLO]), (3, [VENRAY])])
    assert found() == 5
    releases.activate(first)
    assert found() == 1


@pytest.mark.django_db
def test_withdrawal_is_visible_at_once() -> None:
    release = releases.publish([(2, [VENLO]), (1, [VENRAY])])
    page = search(QueryDict())
    assert page is not None
    venray = next(row for row in page.profiles if row.number == 1)
    releases.withdraw(release, 0, 1)
    assert found() == 1
    assert found("plaats=GM0984") == 0
    assert profile(venray.reference, QueryDict()) is None


@pytest.mark.django_db
def test_withdrawal_that_commits_late_is_seen() -> None:
    release = releases.publish([(1, [VENLO]), (1, [VENRAY]), (1, [VENRAY])])
    releases.withdraw(release, 0, 1)
    with as_owner():
        late = release.withdrawals.earliest("id")
        late_id, late_row = late.id, late.profile_number
        late.delete()
    assert found() == 2
    with as_owner():
        release.withdrawals.create(id=late_id, profile_number=late_row)
    assert found() == 1


@pytest.mark.django_db
def test_more_withdrawals_than_people_leave_nobody() -> None:
    release = releases.publish([(1, [VENLO])])
    releases.withdraw(release, 0, 0, 7)
    assert found() == 0


@pytest.mark.django_db
def test_steady_search_asks_the_database_once() -> None:
    releases.publish([(1, [VENLO])])
    found()
    with CaptureQueriesContext(connections["default"]) as captured:
        found("plaats=GM0983&taak=orderpicken&pagina=2")
    assert len(captured) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("data", [b"", b"no index", b"{}\n" + bytes(99)])
def test_broken_artefact_falls_back_to_the_rows(data: bytes, caplog: pytest.LogCaptureFixture) -> None:
    release = releases.publish([(4, [VENLO])], stored_index=False, active=False)
    with as_owner():
        ReleaseIndex.objects.create(release=release, format=FORMAT, data=data)
    releases.activate(release)
    assert found() == 4
    assert "indexed from its rows" in caplog.text


@pytest.mark.django_db
def test_artefact_of_another_release_is_refused() -> None:
    other = releases.publish([(1, [("language", "niet-van-toepassing")])])
    release = releases.publish(
        [(4, [VENLO])], words=releases.PLACES, stored_index=False, active=False, number=9
    )
    with as_owner():
        ReleaseIndex.objects.create(release=release, format=FORMAT, data=other.index.data)
    releases.activate(release)
    assert found() == 4


@pytest.mark.django_db
def test_release_without_key_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(current.holder, "_held", None)
    release = releases.publish([(1, [VENLO])])
    with as_owner():
        ReferenceKey.objects.filter(release=release).delete()
    with pytest.raises(BrokenReleaseError):
        found()


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


@pytest.mark.django_db(transaction=True)
def test_searches_in_threads_survive_swaps_unmixed() -> None:
    first = releases.publish([(1, [VENLO])] * 30)
    second = releases.publish([(2, [VENRAY])] * 40, active=False)
    seen: set[tuple[int, int, int, int]] = set()
    failures: list[Exception] = []
    done = threading.Event()

    def ask() -> None:
        try:
            while not done.is_set():
                page = search(QueryDict("plaats=AM31"))
                assert page is not None
                seen.add((page.release.number, page.total.certain, page.rows, page.counts["plaats"]["AM31"]))
        except Exception as failure:
            failures.append(failure)
        finally:
            connections.close_all()

    assert found() == 30  # or a thread might still answer from the release of a former test
    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for release in [second, first] * 6:
        releases.activate(release)
        assert current_index() is not None
    done.set()
    for thread in threads:
        thread.join(WAIT)
    assert failures == []
    assert seen == {(1, 30, 30, 30), (2, 80, 40, 80)}
