import pytest
from django.db import Error, connections, transaction

from explorer.database.grants import existing_tables
from explorer.database.privileges import EXPLORER
from explorer.release.models import Group, Release
from profiles.database.privileges import REGISTER
from tests.database import as_owner

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])

HISTORY = sorted(table for table in REGISTER.tables if table.endswith("event"))


def execute(alias: str, statement: str) -> None:
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        cursor.execute(statement)


def test_every_table_is_declared() -> None:
    assert existing_tables(connections["default"]) == REGISTER.tables.keys()
    assert existing_tables(connections["explorer"]) == EXPLORER.tables.keys()


@pytest.mark.parametrize("table", HISTORY)
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET pgh_label = ''"])
def test_history_is_only_added_to(table: str, statement: str) -> None:
    with pytest.raises(Error, match="permission denied"):
        execute("default", statement.format(table))


def test_released_row_is_changed_by_nobody() -> None:
    release = Release.objects.create(number=1, policy={}, content_hash="", released_on="2026-01-01")
    Group.objects.create(release=release, what=0, area=1, condition=0, at_least=5)
    change = "UPDATE explorer_release_group SET at_least = 10"
    with pytest.raises(Error, match="permission denied"):
        execute("explorer", change)
    with pytest.raises(Error, match="immutable"), as_owner("explorer"):
        execute("explorer", change)
