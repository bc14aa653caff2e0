from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management.commands import migrate
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.module_loading import import_string

from explorer.database.grants import apply, drop_views

_NAMESPACE, _MIGRATING = 7_042_026, 3


class Command(migrate.Command):
    """Django's `migrate`, one process at a time, which ends with the grants of the site's declaration."""

    def handle(self, *args: Any, **options: Any) -> None:
        connection, declaration = (
            connections[options["database"]],
            import_string(settings.DATABASE_PRIVILEGES),
        )
        with _alone(connection):
            if not options["plan"]:
                drop_views(connection, declaration)
            super().handle(*args, **options)
            if not options["plan"]:
                apply(connection, declaration)
                _switch_off_compiling(connection)


def _switch_off_compiling(connection: BaseDatabaseWrapper) -> None:
    """A work list or a policy is a long condition on few rows: a server with LLVM compiles it at each
    request, which took 26 seconds where the answer takes a quarter of one."""
    name = connection.ops.quote_name(connection.settings_dict["NAME"])
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER DATABASE {name} SET jit = off")


@contextmanager
def _alone(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Wait for a `migrate` of another process: it may take long, unlike the lock of a busy table."""
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = 0")
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [_NAMESPACE, _MIGRATING])
        cursor.execute("RESET lock_timeout")
    try:
        yield
    finally:
        # A connection that broke gave the lock back by itself.
        if connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [_NAMESPACE, _MIGRATING])
