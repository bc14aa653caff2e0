"""What every page asks of the database: prepared once per connection, and never waited for long.

A server that is frozen says nothing and its system still answers for it on the
network, so no setting of a connection notices: whoever asks must look at the clock.
"""

import select
import time
from collections.abc import Sequence
from typing import Any
from weakref import WeakKeyDictionary

from django.db import InterfaceError, OperationalError, connections
from psycopg import Connection, errors
from psycopg.pq import ExecStatus
from psycopg.pq.abc import PGconn, PGresult

LOST = (OperationalError, InterfaceError)
"""What a question raises when its server or its connection is gone."""

ANSWER_SECONDS = 2.0
"""How long a page waits; an answer takes a thousandth of that."""
Told = tuple[str | None, ...]

# By connection: the name that each statement was prepared under there.
_prepared: WeakKeyDictionary[Connection, dict[str, bytes]] = WeakKeyDictionary()


class SilentError(OperationalError):
    """The server did not answer in time. It is not asked a second time by the same page."""


def ask(
    alias: str, question: str, values: Sequence[str] = (), *, seconds: float = ANSWER_SECONDS
) -> list[Told]:
    """The rows of a question with `$1` and further in the place of values, all as text.

    A connection that was dropped is made once more, perhaps to another server.
    """
    wrapper = connections[alias]
    was_open = wrapper.connection is not None
    try:
        return _told(alias, question, values, seconds)
    except LOST as error:
        is_silent = isinstance(error, SilentError)
        if wrapper.in_atomic_block and not is_silent:
            raise
        wrapper.close()
        # Who could not be called a moment ago is not called again for the same page.
        if is_silent or not was_open:
            raise
        return _told(alias, question, values, seconds)


def _told(alias: str, question: str, values: Sequence[str], seconds: float) -> list[Told]:
    wrapper: Any = connections[alias]
    # The question itself tells whether the connection lives; Django would ask that beforehand.
    wrapper.health_check_done = True
    wrapper.ensure_connection()
    started = time.monotonic()
    with wrapper.wrap_database_errors:
        result = _answer(wrapper.connection, question, values, started + seconds)
    if wrapper.queries_logged:
        wrapper.queries_log.append({"sql": question, "time": f"{time.monotonic() - started:.3f}"})
    columns = range(result.nfields)
    return [tuple([_text(result, row, column) for column in columns]) for row in range(result.ntuples)]


def _text(result: PGresult, row: int, column: int) -> str | None:
    value = result.get_value(row, column)
    return None if value is None else value.decode()


def _answer(connection: Connection, question: str, values: Sequence[str], deadline: float) -> PGresult:
    """By libpq itself: a cursor of Django and psycopg costs five times as much, and the server plans anew."""
    server, names = connection.pgconn, _prepared.setdefault(connection, {})
    name = names.get(question)
    if name is None:
        name = b"question_%d" % len(names)
        server.send_prepare(name, question.encode())
        _result(server, deadline)
        names[question] = name
    server.send_query_prepared(name, [value.encode() for value in values])
    return _result(server, deadline)


def _result(server: PGconn, deadline: float) -> PGresult:
    last = None
    while (result := _next(server, deadline)) is not None:
        last = result
    if last is None or last.status not in (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK):
        raise errors.error_from_result(last) if last else errors.OperationalError("no answer")
    return last


def _next(server: PGconn, deadline: float) -> PGresult | None:
    while server.flush():
        _wait(server, select.POLLIN | select.POLLOUT, deadline)
        server.consume_input()
    while server.is_busy():
        _wait(server, select.POLLIN, deadline)
        server.consume_input()
    return server.get_result()


def _wait(server: PGconn, events: int, deadline: float) -> None:
    poll = select.poll()
    poll.register(server.socket, events)
    if not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
        raise SilentError("the database does not answer")
