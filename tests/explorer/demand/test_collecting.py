import datetime
import logging
import time
from collections.abc import Iterable

import pytest
from django.db import OperationalError

from explorer.demand.collecting import Collector
from explorer.demand.pending import Change
from explorer.demand.wishes import Wish

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


def ask(collector: Collector) -> None:
    search = frozenset({Wish("task", "task", SECRET)})
    collector.pending.asked(search, on=WEDNESDAY, certain=1, possible=0)
    collector.notice()


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
    deadline = time.monotonic() + 10
    while not writer.written and time.monotonic() < deadline:
        time.sleep(0.01)
    assert [change.searches for change in writer.written] == [1]
