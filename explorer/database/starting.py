"""What a site refuses to start with, each in one clear line: better no site than a wrong one.

`settings.STARTING` lists the checks, as paths of functions that raise `ImproperlyConfigured`.
"""

from collections.abc import Iterator

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils.module_loading import import_string


def problems() -> Iterator[str]:
    """What must be mended first; nothing where the site may start.

    A server that is away is no reason: the site starts, says so to visitors, and answers when it is back.
    """
    try:
        connections[DEFAULT_DB_ALIAS].ensure_connection()
    except OperationalError:
        return
    for path in settings.STARTING:
        try:
            import_string(path)()
        except ImproperlyConfigured as refusal:
            yield str(refusal)
            # Without its tables no other check can be asked.
            return


def migrations_applied() -> None:
    """The tables are those of this version. Raises `ImproperlyConfigured`."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        names = ", ".join(f"{migration.app_label}.{migration.name}" for migration, _ in waiting[:3])
        raise ImproperlyConfigured(f"{len(waiting)} migrations are not applied, first {names}: run migrate")
