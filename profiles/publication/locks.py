"""One publication and one switch at a time. Both locks are advisory locks of the register database.

They belong to the session or the transaction that took them, so a process
that dies leaves none behind. The first needs a connection of its own: a pooler
in front must pool sessions, not transactions.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import reduce
from typing import TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from profiles.database.router import OUTSIDE

_NAMESPACE = 7_042_026
_PUBLISHING, _SWITCHING = 1, 2

View = TypeVar("View", bound=Callable)


@contextmanager
def publishing() -> Iterator[bool]:
    """Yield whether no other process is publishing; if so, none can start until the block ends."""
    connection = connections[DEFAULT_DB_ALIAS]
    with connection.cursor() as cursor:
        # Of the session and not of a transaction: publishing commits several times.
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [_NAMESPACE, _PUBLISHING])
        alone = bool(cursor.fetchone()[0])
    try:
        yield alone
    finally:
        if alone and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [_NAMESPACE, _PUBLISHING])


@contextmanager
def switching() -> Iterator[None]:
    """A transaction of the register in which the visible release or a state may change: one at a time.

    It waits for its turn and commits when the block ends. It cannot be inside another
    transaction: what the outside shows must be committed before the inside says so,
    see `own_transactions`.
    """
    with transaction.atomic(using=DEFAULT_DB_ALIAS, durable=True):
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_NAMESPACE, _SWITCHING])
        yield


def outside() -> transaction.Atomic:
    """A transaction of the explorer database, committed when the block ends."""
    return transaction.atomic(using=OUTSIDE, durable=True)


def own_transactions(view: View) -> View:
    """For a view that publishes or hides: no transaction around the request on either database."""
    return reduce(
        lambda wrapped, alias: transaction.non_atomic_requests(using=alias)(wrapped),
        (DEFAULT_DB_ALIAS, OUTSIDE),
        view,
    )
