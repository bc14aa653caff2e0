"""The scope of the user in the database, set for each transaction: row-level security goes by it.

Without a scope no row is seen. `as_user` is for a request, `as_system` for jobs, commands and the
few acts of a page that go beyond the scope of its user. The policies that read the scope are in
`profiles.database.policies`. This protects against a forgotten filter, not against SQL that is
written as the web role: that can set any scope.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from psycopg.pq import TransactionStatus

from profiles.access.pseudonyms import of_account
from profiles.access.rights import PeopleScope, Right, line_of, rights_of
from profiles.database.policies import ACTOR, DESK_REGION, ORGANISATIONS, READS_LOG, SCOPE

NOBODY: Mapping[str, str] = {SCOPE: "", ORGANISATIONS: "", DESK_REGION: "", READS_LOG: "", ACTOR: ""}
SYSTEM: Mapping[str, str] = {**NOBODY, SCOPE: "system", READS_LOG: "on"}

# A scope of the whole session, so that a connection made anew within the block has it too.
_of_session: ContextVar[Mapping[str, str] | None] = ContextVar("scope_of_session", default=None)


@contextmanager
def as_user(user: Any) -> Iterator[None]:
    """Within the block the database shows the people that this user may see; none to a stranger."""
    with _scope(scope_of(user)):
        yield


@contextmanager
def as_system() -> Iterator[None]:
    """Within the block, or the function it decorates, the database shows all people."""
    with _scope(SYSTEM):
        yield


@contextmanager
def as_organisation(organisation: int, *, actor: Any) -> Iterator[None]:
    """Within the block the database shows the people of one organisation, to a program without an account."""
    scope = {
        **NOBODY,
        SCOPE: PeopleScope.ORGANISATION.value,
        ORGANISATIONS: f"{{{organisation}}}",
        ACTOR: str(of_account(actor)),
    }
    with _scope(scope):
        yield


def scope_of(user: Any) -> dict[str, str]:
    """The scope of a user, as settings of PostgreSQL."""
    line = line_of(user)
    scope = {**NOBODY, SCOPE: line.value}
    rights = rights_of(user)
    if rights:
        scope[ACTOR] = str(of_account(user))
        scope[READS_LOG] = "on" if Right.READ_LOG in rights else ""
    if line is PeopleScope.ORGANISATION:
        scope[ORGANISATIONS] = f"{{{user.organisation_id}}}"
    elif line is PeopleScope.REGION:
        region = user.organisation.region_id
        others = type(user.organisation).objects.filter(region=region).order_by("pk")
        scope[ORGANISATIONS] = f"{{{','.join(map(str, others.values_list('pk', flat=True)))}}}"
        # Requests of employers belong to a region, not to an organisation.
        scope[DESK_REGION] = str(region) if Right.WORK_AT_DESK in rights else ""
    return scope


class ScopeMiddleware:
    """Sets the scope of the user for the transaction of a request, until the page is rendered.

    It opens the transaction itself: pages are rendered after Django's own has ended. For a page with
    transactions of its own (`non_atomic_requests`) it is the scope of the session, reset afterwards.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with ExitStack() as stack:
            if DEFAULT_DB_ALIAS not in _own_transactions(request):
                stack.enter_context(transaction.atomic(using=DEFAULT_DB_ALIAS))
            stack.enter_context(as_user(getattr(request, "user", None)))
            return self.get_response(request)


def _own_transactions(request: HttpRequest) -> set[str]:
    """The databases on which the page of a request makes its own transactions."""
    try:
        view = resolve(request.path_info, getattr(request, "urlconf", None)).func
    except Resolver404:
        return set()
    # The decorator of Django keeps it under this name; there is no public one.
    return getattr(view, "_non_atomic_requests", set())


@contextmanager
def _scope(values: Mapping[str, str]) -> Iterator[None]:
    connection = connections[DEFAULT_DB_ALIAS]
    # A local setting ends with its transaction; one of a session has to be given back by hand.
    if connection.in_atomic_block:
        former = _current(connection)
        _set(connection, values, is_local=True)
        try:
            yield
        finally:
            # A transaction that failed forgets it by itself when it is rolled back.
            inner = connection.connection
            if inner is not None and inner.info.transaction_status in {
                TransactionStatus.IDLE,
                TransactionStatus.INTRANS,
            }:
                _set(connection, former, is_local=True)
        return
    outer = _of_session.get()
    token = _of_session.set(values)
    try:
        # Without a connection yet, `set_on_new_connection` does it.
        if connection.connection is not None:
            _set(connection, values, is_local=False)
        yield
    finally:
        _of_session.reset(token)
        _reset(connection, outer)


def _reset(connection: BaseDatabaseWrapper, outer: Mapping[str, str] | None) -> None:
    # Give the session its former scope. If that fails the connection is closed: nothing leaks.
    if connection.connection is None:
        return
    try:
        if outer is not None:
            _set(connection, outer, is_local=False)
        else:
            with connection.cursor() as cursor:
                for name in NOBODY:
                    cursor.execute(f"RESET {name}")
    except Exception:
        # A connection that is used again with this scope would show these people to the next user.
        connection.close()
        raise


def _current(connection: BaseDatabaseWrapper) -> dict[str, str]:
    names = list(NOBODY)
    with connection.cursor() as cursor:
        # True: a setting that was never made is NULL and no error.
        cursor.execute(f"SELECT {', '.join(['current_setting(%s, true)'] * len(names))}", names)
        return {name: value or "" for name, value in zip(names, cursor.fetchone(), strict=True)}


def _set(connection: BaseDatabaseWrapper, values: Mapping[str, str], *, is_local: bool) -> None:
    parameters = [word for name, value in values.items() for word in (name, value, is_local)]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(['set_config(%s, %s, %s)'] * len(values))}", parameters)


def set_on_new_connection(connection: BaseDatabaseWrapper, **kwargs: object) -> None:
    """A job outlives its connection: the new one has the scope of the old one."""
    values = _of_session.get()
    if values is not None and connection.alias == DEFAULT_DB_ALIAS:
        _set(connection, values, is_local=False)


connection_created.connect(set_on_new_connection, dispatch_uid="profiles.access.scope")
