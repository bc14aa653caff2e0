"""Roles and databases, made by the superuser. Repeating it changes nothing.

The wall in the engine: a role connects to the databases named here and to no
other, and owns nothing unless it is the owner, which migrates.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import psycopg
from psycopg import sql

Connect = Callable[[str], psycopg.Connection]


@dataclass(frozen=True)
class Database:
    """A database, the role that migrates it and the roles that may connect beside it."""

    name: str
    owner: str
    visitors: tuple[str, ...]


EXPLORER = Database(name="explorer", owner="explorer_owner", visitors=("explorer_web", "register_web"))
REGISTER = Database(name="register", owner="register_owner", visitors=("register_web",))
DATABASES = (EXPLORER, REGISTER)
ROLES = ("explorer_owner", "explorer_web", "register_owner", "register_web")

# Databases every PostgreSQL brings and that are open to all until closed.
OPEN_BY_DEFAULT = ("postgres", "template1")
LARGE_OBJECT_MAKERS = ("lo_creat(integer)", "lo_create(oid)", "lo_from_bytea(oid, bytea)")


def provision(connect: Connect, *, passwords: Mapping[str, str]) -> None:
    """Make roles and databases where they lack and set their rights.

    `connect(database)` gives an autocommit connection of the superuser.
    """
    with connect("postgres") as connection:
        for role in ROLES:
            _make_role(connection, role, passwords[role])
        for database in DATABASES:
            make(connection, database, name=database.name)
        for name in OPEN_BY_DEFAULT:
            _run(connection, "REVOKE ALL ON DATABASE {} FROM PUBLIC", name)
    for database in DATABASES:
        with connect(database.name) as connection:
            close_inside(connection, database)


def make(connection: psycopg.Connection, database: Database, *, name: str) -> None:
    """Make the database `name` in the shape of `database` where it lacks, and set which roles may connect."""
    known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
    if not known:
        _run(
            connection, "CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'", name, database.owner
        )
    admit(connection, database, name=name)


def admit(connection: psycopg.Connection, database: Database, *, name: str) -> None:
    """Set which roles may connect to the database `name`, shaped as `database` (itself or a copy)."""
    _run(connection, "REVOKE ALL ON DATABASE {} FROM PUBLIC", name)
    for role in ROLES:
        _run(connection, "REVOKE ALL ON DATABASE {} FROM {}", name, role)
    for role in (database.owner, *database.visitors):
        _run(connection, "GRANT CONNECT ON DATABASE {} TO {}", name, role)
    # Trusted extensions (trigrams, unaccent) need CREATE on the database.
    _run(connection, "GRANT CREATE, TEMPORARY ON DATABASE {} TO {}", name, database.owner)


def close_inside(connection: psycopg.Connection, database: Database) -> None:
    """Take from PUBLIC what a new database leaves open. `connection` is to that database."""
    _run(connection, "REVOKE ALL ON SCHEMA public FROM PUBLIC")
    _run(connection, "GRANT USAGE, CREATE ON SCHEMA public TO {}", database.owner)
    for role in database.visitors:
        _run(connection, "GRANT USAGE ON SCHEMA public TO {}", role)
    for function in LARGE_OBJECT_MAKERS:
        connection.execute(sql.SQL("REVOKE EXECUTE ON FUNCTION {} FROM PUBLIC").format(sql.SQL(function)))
    # New functions are executable by all unless this default is taken away.
    _run(
        connection,
        "ALTER DEFAULT PRIVILEGES FOR ROLE {} REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC",
        database.owner,
    )


def _make_role(connection: psycopg.Connection, role: str, password: str) -> None:
    known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    verb = "ALTER" if known else "CREATE"
    connection.execute(
        sql.SQL(f"{verb} ROLE {{}} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT PASSWORD {{}}").format(
            sql.Identifier(role), sql.Literal(password)
        )
    )


def _run(connection: psycopg.Connection, statement: str, *names: str) -> None:
    connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
