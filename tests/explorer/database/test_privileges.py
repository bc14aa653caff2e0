import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction

from explorer.database.grants import existing_tables
from explorer.database.privileges import EXPLORER
from explorer.release.models import Release
from tests.database import CLUSTER, LOCAL, as_owner

pytestmark = pytest.mark.django_db


def test_every_table_is_declared() -> None:
    assert existing_tables(connection) == EXPLORER.tables.keys()


def test_web_role_reads_but_never_writes_releases() -> None:
    assert Release.objects.count() == 0
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Release.objects.create(number=1, policy={}, content_hash="", released_on="2026-01-01")
    with as_owner():
        Release.objects.create(number=1, policy={}, content_hash="", released_on="2026-01-01")
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Release.objects.update(content_hash="other")


@pytest.mark.parametrize("role", ["explorer_web", "explorer_owner"])
def test_outside_roles_cannot_connect_to_the_register(role: str) -> None:
    password = (LOCAL / "credentials" / role).read_text()
    psycopg.connect(CLUSTER.url(role=role, password=password, database="explorer")).close()
    for database in ("register", "postgres", "template1"):
        with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
            psycopg.connect(CLUSTER.url(role=role, password=password, database=database))


def test_only_the_inside_may_vacuum_released_groups() -> None:
    right = "SELECT has_table_privilege(%s, 'explorer_release_group', 'MAINTAIN')"
    with connection.cursor() as cursor:
        for role, may in (("explorer_web", False), ("register_web", True)):
            cursor.execute(right, [role])
            assert cursor.fetchone() == (may,)
