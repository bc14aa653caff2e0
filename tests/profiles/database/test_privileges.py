import pytest
from django.db import connections

from explorer.database.grants import existing_tables
from explorer.database.privileges import EXPLORER
from profiles.database.privileges import REGISTER

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])


def test_every_table_is_declared() -> None:
    assert existing_tables(connections["default"]) == REGISTER.tables.keys()
    assert existing_tables(connections["explorer"]) == EXPLORER.tables.keys()
