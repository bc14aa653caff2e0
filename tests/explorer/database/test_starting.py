"""What the public site refuses to start with, and what it starts without."""

from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from explorer.database import starting
from explorer.database.addresses import is_local
from explorer.release.starting import clock_is_right
from tests.database import as_owner
from tests.factories import releases

pytestmark = pytest.mark.django_db


def test_database_of_this_version_may_start() -> None:
    starting.migrations_applied()


def test_migration_that_is_not_applied_is_named() -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'explorer_contact'")
    with pytest.raises(ImproperlyConfigured, match=r"explorer_contact\.0001_initial: run migrate"):
        starting.migrations_applied()


def test_clock_behind_the_release_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    release = releases.publish([(7, [("place", "GM0983"), ("task", "orderpicken")])])
    clock_is_right()
    before = release.released_on - timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda: before)
    with pytest.raises(ImproperlyConfigured, match="set the clock"):
        clock_is_right()


def test_command_says_what_must_be_mended(settings: Settings) -> None:
    settings.STARTING = ["tests.explorer.database.test_starting.refuse"]
    with pytest.raises(CommandError, match="mend this first"):
        call_command("ready")
    settings.STARTING = []
    call_command("ready", verbosity=0)


def refuse() -> None:
    raise ImproperlyConfigured("mend this first")


@pytest.mark.parametrize(
    ("address", "local"),
    [
        ("postgresql://web@localhost/explorer", True),
        ("postgresql://web@127.0.0.1:5433/explorer", True),
        ("postgresql://web@/explorer?host=/var/run/postgresql", True),
        ("postgresql://web@db.intern/explorer", False),
        ("postgresql://web@localhost:5432,db.intern:5432/explorer", False),
    ],
)
def test_address_of_another_machine_is_told_from_ours(address: str, local: bool) -> None:
    assert is_local(address) is local
