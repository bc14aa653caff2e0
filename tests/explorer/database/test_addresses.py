"""Settings of a database, from addresses with one server and with several."""

import pytest
from django.db import connections
from pytest import MonkeyPatch

from explorer.database.addresses import STANDBY_FIRST, WRITABLE, database_settings
from explorer.database.router import ExplorerRouter
from explorer.demand.models import WeeklySearch


def test_address_of_one_server_becomes_settings() -> None:
    made = database_settings(
        "postgresql://web:p%40ss@db:5433/explorer?sslmode=require", servers=STANDBY_FIRST
    )
    assert [made[name] for name in ("HOST", "PORT", "NAME", "USER", "PASSWORD")] == [
        *("db", "5433", "explorer"),
        *("web", "p@ss"),
    ]
    assert made["OPTIONS"]["sslmode"] == "require"
    assert "target_session_attrs" not in made["OPTIONS"]


def test_servers_with_ports_of_their_own_are_kept() -> None:
    made = database_settings("postgresql://web:p@standby:5433,primary/explorer", servers=STANDBY_FIRST)
    assert (made["HOST"], made["PORT"]) == ("standby,primary", "5433,5432")
    assert made["OPTIONS"]["target_session_attrs"] == "prefer-standby"
    assert made["OPTIONS"]["connect_timeout"] == 2
    assert made["CONN_HEALTH_CHECKS"]


def test_writer_takes_the_server_that_can_be_written_to() -> None:
    made = database_settings("postgresql://web:p@standby,primary/explorer", servers=WRITABLE)
    assert made["OPTIONS"]["target_session_attrs"] == "read-write"


def test_writes_go_to_the_primary_where_there_are_several(monkeypatch: MonkeyPatch) -> None:
    router = ExplorerRouter()
    assert router.db_for_write(WeeklySearch) == "default"
    monkeypatch.setitem(connections.settings, "primary", {})
    assert router.db_for_write(WeeklySearch) == "primary"


@pytest.mark.parametrize("address", ["", "postgresql:///explorer"])
def test_address_may_leave_all_to_the_defaults_of_libpq(address: str) -> None:
    assert database_settings(address, servers=WRITABLE)["HOST"] == ""
