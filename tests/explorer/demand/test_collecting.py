import datetime
import logging
import time
from collections.abc import Iterable

import pytest
from django.db import OperationalError

from explorer.demand.collecting import Collector
from explorer.demand.pending import Change
from explorer.demand.wishes import Search, Wish, read

WEDNESDAY = datetime.date(2026, 11, 25)
SECRET = "orderpicken"


class Writer:
    """Takes changes, or fails while `is_away`."""

    def __init__(self) -> None:
        self.is_away = False
        self.written: list[Change] = []

    def __call__(self, changes: Iterable[Change]) -> None:
        if self.is_away:
            raise OperationalError(SECRET)
        self.written += changes


WORK = frozenset({Wish("task", SECRET)})
NEARBY = WORK | {Wish("place", "GM0983", 15)}


def ask(collector: Collector, search: Search = WORK, *, came_from: Search = frozenset()) -> None:
    collector.count(search, on=WEDNESDAY, found=10, came_from=came_from)


def counted(collector: Collector) -> dict[Search, int]:
    return {read(change.wishes): change.searches for change in collector.pending.take()}


def test_nothing_is_lost_while_the_database_is_away(caplog: pytest.LogCaptureFixture) -> None:
    writer = Writer()
    collector = Collector(write=writer)
    writer.is_away = True
    for _ in range(3):
        ask(collector)
        collector.flush()
    writer.is_away = False
    collector.flush()
    assert [change.searches for change in writer.written] == [3]
    assert len(caplog.records) == 3
    assert SECRET not in caplog.text


def test_search_without_a_wish_is_not_counted() -> None:
    collector = Collector(write=Writer())
    ask(collector, frozenset())
    assert counted(collector) == {}


def test_another_page_of_results_is_no_new_question() -> None:
    collector = Collector(write=Writer())
    ask(collector)
    ask(collector, came_from=WORK)
    assert counted(collector) == {WORK: 1}


def test_added_wish_replaces_the_search_before_it() -> None:
    collector = Collector(write=Writer())
    ask(collector)
    ask(collector, NEARBY, came_from=WORK)
    assert counted(collector) == {NEARBY: 1}


def test_dropped_wish_is_another_question() -> None:
    collector = Collector(write=Writer())
    ask(collector, NEARBY)
    ask(collector, WORK, came_from=NEARBY)
    assert counted(collector) == {NEARBY: 1, WORK: 1}


def test_nothing_is_written_when_nothing_was_asked() -> None:
    def refuse(changes: Iterable[Change]) -> None:
        raise AssertionError

    Collector(write=refuse).flush()


def test_process_that_serves_no_pages_writes_nothing_by_itself() -> None:
    writer = Writer()
    collector = Collector(write=writer, seconds=0.01)
    ask(collector)
    time.sleep(0.05)
    assert writer.written == []


def test_process_that_serves_pages_writes_aside(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("explorer.demand.collecting.atexit.register", lambda _: None)
    monkeypatch.setattr("explorer.demand.collecting.connections.close_all", lambda: None)
    caplog.set_level(logging.CRITICAL)
    writer = Writer()
    collector = Collector(write=writer, seconds=0.01)
    collector.start()
    ask(collector)
    deadline = time.monotonic() + 60
    while not writer.written and time.monotonic() < deadline:
        time.sleep(0.01)
    assert [change.searches for change in writer.written] == [1]
