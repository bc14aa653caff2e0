"""A page asks in a moment or does without: also of a server that is frozen and says nothing."""

import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import OperationalError, ProgrammingError, connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from explorer.database.asking import SilentError, ask
from explorer.search.index import current
from tests.factories import releases

SOON = 0.2
# More than any time-out here, and far less than the quarter of an hour of a kernel.
AT_LAST = 10
FRESH = pytest.mark.django_db(transaction=True)


def server() -> int:
    """The process that answers this connection."""
    return int(ask("default", "SELECT pg_backend_pid()")[0][0] or 0)


@contextmanager
def frozen(process: int) -> Iterator[None]:
    os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(process, signal.SIGCONT)


@pytest.fixture
def holder(monkeypatch: pytest.MonkeyPatch) -> current.Holder:
    """One that other tests do not find silent."""
    own = current.Holder(read=current._read_stamp, load=current._load, withdrawn=current._read_withdrawn)
    monkeypatch.setattr(current, "holder", own)
    return own


@FRESH
def test_rows_come_as_text_or_nothing() -> None:
    assert ask("default", "SELECT 1, 'é', NULL, true UNION ALL SELECT 2, $1, NULL, false", ["'; --"]) == [
        ("1", "é", None, "t"),
        ("2", "'; --", None, "f"),
    ]
    assert ask("default", "SELECT 1 WHERE false") == []


@FRESH
def test_question_is_prepared_once_for_each_connection() -> None:
    prepared = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'SELECT 42%'"
    for _ in range(3):
        assert ask("default", "SELECT 42") == [("42",)]
    assert ask("default", prepared) == [("1",)]
    connection.close()
    assert ask("default", prepared) == [("0",)]
    assert ask("default", "SELECT 42") == [("42",)]


@FRESH
def test_question_stands_with_the_others_that_django_shows() -> None:
    with CaptureQueriesContext(connection) as asked:
        ask("default", "SELECT 42")
    assert [query["sql"] for query in asked.captured_queries] == ["SELECT 42"]


@FRESH
def test_connection_that_was_dropped_is_made_once_more() -> None:
    first = server()
    with connection.cursor() as cursor:
        cursor.execute("SET idle_session_timeout = '50ms'")
    time.sleep(SOON)
    assert server() not in (0, first)


@FRESH
def test_server_that_cannot_be_called_is_called_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    def refused(*_: object) -> None:
        calls.append("refused")
        raise OperationalError("connection refused")

    connection.close()
    with monkeypatch.context() as patched, pytest.raises(OperationalError):
        patched.setattr(connection, "get_new_connection", refused)
        ask("default", "SELECT 1")
    assert calls == ["refused"]
    assert ask("default", "SELECT 1") == [("1",)]


@FRESH
def test_wrong_question_is_an_error_and_no_silence() -> None:
    with pytest.raises(ProgrammingError):
        ask("default", "SELECT nothing_like_this")
    assert ask("default", "SELECT 1") == [("1",)]


@FRESH
def test_frozen_server_is_not_waited_for() -> None:
    started = time.monotonic()
    with frozen(server()), pytest.raises(SilentError):
        ask("default", "SELECT 1", seconds=SOON)
    assert SOON <= time.monotonic() - started < AT_LAST
    assert ask("default", "SELECT 1") == [("1",)]


@FRESH
def test_long_answer_is_waited_for_until_its_time() -> None:
    with pytest.raises(SilentError):
        ask("default", "SELECT pg_sleep(30)", seconds=SOON)
    assert ask("default", "SELECT 'x' FROM pg_sleep(0.05)", seconds=AT_LAST) == [("x",)]


@FRESH
def test_page_comes_from_memory_while_the_server_is_frozen(client: Client, holder: current.Holder) -> None:
    releases.publish([(3, [("place", "GM0983")])])
    assert client.get("/kandidaten/").status_code == 200
    started = time.monotonic()
    with frozen(server()):
        assert client.get("/kandidaten/").status_code == 200
    assert time.monotonic() - started < AT_LAST
    assert holder.is_silent


@FRESH
def test_who_is_signed_in_is_told_so_while_the_primary_is_frozen(
    client: Client, holder: current.Holder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Taken for the public, an employer would see other references than their own."""
    releases.publish([(3, [("place", "GM0983")])])
    stamp = current._read_stamp()
    monkeypatch.setattr(holder, "_read", lambda: stamp)  # as a standby tells it
    client.get("/kandidaten/")
    client.cookies["explorer_session"] = "0123456789abcdefghijklmnopqrstuv"
    with frozen(server()):
        assert client.get("/kandidaten/").status_code == 503


def test_listener_that_says_nothing_is_given_up() -> None:
    """A postmaster that is frozen: the kernel takes the call and nobody speaks."""
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        silent = {**connections["default"].settings_dict, "PORT": str(deaf.getsockname()[1])}
        wrapper = type(connections["default"])(silent, "silent")
        started = time.monotonic()
        with pytest.raises(OperationalError):
            wrapper.ensure_connection()
    assert time.monotonic() - started < AT_LAST
