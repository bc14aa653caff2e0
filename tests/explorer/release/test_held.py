"""While the verifier reads a release nothing joins it, whichever snapshot the writer has."""

from collections.abc import Iterator
from threading import Thread

import psycopg
import pytest
from django.db import connection

from explorer.release.models import Release
from tests.database import CLUSTER, as_role
from tests.factories.releases import publish, say_verified

pytestmark = pytest.mark.django_db(transaction=True)

ADD = (
    "INSERT INTO explorer_release_group (release_id, what, area, condition, at_least) VALUES (1, 0, 1, {}, 5)"
)
SECONDS = 20


@pytest.fixture
def release() -> Release:
    return publish([(5, [("place", "GM0983")])], active=False, number=1)


@pytest.fixture
def writer() -> Iterator[psycopg.Connection]:
    """The register, on a connection of its own."""
    name = str(connection.settings_dict["NAME"])
    with psycopg.connect(CLUSTER.superuser_url(name), options="-c role=register_web") as one:
        yield one
        one.rollback()


@pytest.mark.parametrize("level", ["READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"])
def test_row_that_comes_while_it_is_verified_is_refused(
    release: Release, writer: psycopg.Connection, level: str
) -> None:
    writer.execute(f"SET TRANSACTION ISOLATION LEVEL {level}")
    # The snapshot of this transaction is from before the verification.
    writer.execute("SELECT count(*) FROM explorer_release_verification")
    found: list[psycopg.Error] = []

    def add() -> None:
        try:
            writer.execute(ADD.format(101))
        except psycopg.Error as error:
            found.append(error)

    adding = Thread(target=add)
    with as_role("explorer_verifier"):
        connection.cursor().execute("SELECT explorer_release_hold(1)")
        adding.start()
        adding.join(0.5)
        assert adding.is_alive()
        say_verified(release)
    adding.join(SECONDS)
    (error,) = found
    assert error.sqlstate in {"23000", "40001"}


def test_row_that_was_being_added_is_waited_for_and_counted(
    release: Release, writer: psycopg.Connection
) -> None:
    writer.execute(ADD.format(102))
    counted: list[int] = []

    def verify() -> None:
        try:
            with as_role("explorer_verifier"):
                connection.cursor().execute("SELECT explorer_release_hold(1)")
                counted.append(release.groups.count())
        finally:
            connection.close()

    before = release.groups.count()
    verifying = Thread(target=verify)
    verifying.start()
    verifying.join(0.5)
    assert verifying.is_alive()
    writer.commit()
    verifying.join(SECONDS)
    assert counted == [before + 1]
