"""One import at a time, as a whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager

import pghistory
from django.db import DEFAULT_DB_ALIAS, IntegrityError, connections, transaction
from django.utils.translation import gettext as _

from profiles.imports.files import ImportRefused
from profiles.publication import locks

# Any number will do that no other advisory lock of the register uses.
_LOCK = 20_261_123


class ImportBusy(ImportRefused):
    """Somebody else is importing, or is at work on the same people."""


@contextmanager
def importing() -> Iterator[None]:
    """The turn to import; raises ImportBusy. It ends with the block, or with a killed process."""
    connection = connections[DEFAULT_DB_ALIAS]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            raise ImportBusy(_("Er loopt al een import. Wacht tot die klaar is en probeer het dan opnieuw."))
    try:
        yield
    finally:
        if connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


@contextmanager
def one_transaction(*, source: str, dry_run: bool) -> Iterator[None]:
    """The one transaction of an import. History names `source`; a dry run is taken back in the end.

    It is a transaction in which who is visible may change, see `publication.locks`.
    """
    try:
        with locks.switching(), pghistory.context(source=source):
            with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
                # Checks that wait for the end make each row with a history trigger slower than the last.
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            yield
            if dry_run:
                transaction.set_rollback(True)
    except IntegrityError:
        message = _("Een collega wijzigde tegelijk dezelfde kandidaten. Probeer het opnieuw.")
        raise ImportBusy(message) from None
