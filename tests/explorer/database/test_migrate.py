"""Several processes that migrate at once, as containers do that start together: each ends well."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from psycopg import sql

from explorer.database import provision
from tests.database import CLUSTER, LOCAL, ROOT, prepare_cluster, superuser


@pytest.fixture
def database() -> Iterator[str]:
    """Name of an empty database of the explorer."""
    prepare_cluster()
    name = f"migrated_{os.getpid()}"
    with superuser() as connection:
        provision.make(connection, provision.EXPLORER, name=name)
    with superuser(name) as connection:
        provision.close_inside(connection, provision.EXPLORER)
    yield name
    with superuser() as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def test_three_migrations_at_once_all_end_well(database: str) -> None:
    password = (LOCAL / "credentials" / "explorer_owner").read_text()
    address = CLUSTER.url(role="explorer_owner", password=password, database=database)
    command = [sys.executable, "manage.py", "migrate", "-v0", "--skip-checks", "--settings=explorer.settings"]
    environment = {"PATH": os.defpath, "DATABASE_URL": address, "DATABASE_ROLE": "owner"}
    processes = [
        subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    said = [process.communicate()[1] for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0], said
    with superuser(database) as connection:
        rows = connection.execute("SELECT app, name FROM django_migrations").fetchall()
        assert len(rows) == len(set(rows)) > 5
        may = "SELECT has_table_privilege('explorer_web', 'explorer_release_group', 'SELECT')"
        assert connection.execute(may).fetchone() == (True,)
        # Short answers to long conditions: compiling them takes a hundred times as long.
        assert connection.execute("SHOW jit").fetchone() == ("off",)
