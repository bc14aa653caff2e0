"""Roles and databases, made by an administrator of the server. Repeating it changes nothing.

The wall in the engine: a role owns nothing unless it is the owner of a database, which migrates, and
connects only where it is admitted. Passwords go to the server as SCRAM verifiers, so that none is in
its log. Only what has a name here is touched, unless the server is said to be ours alone.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import psycopg
from psycopg import sql

Connect = Callable[[str], psycopg.Connection]
Statement = sql.SQL | sql.Composed


@dataclass(frozen=True)
class Database:
    """A database, the role that migrates it and the roles that may connect beside it."""

    name: str
    owner: str
    visitors: tuple[str, ...]


EXPLORER = Database(
    name="explorer",
    owner="explorer_owner",
    visitors=("explorer_web", "explorer_verifier", "register_web"),
)
REGISTER = Database(name="register", owner="register_owner", visitors=("register_web",))
DATABASES = (EXPLORER, REGISTER)
ROLES = ("explorer_owner", "explorer_web", "explorer_verifier", "register_owner", "register_web")

# Databases every PostgreSQL brings and that are open to all until closed.
OPEN_BY_DEFAULT = ("postgres", "template1")
LARGE_OBJECT_MAKERS = ("lo_creat(integer)", "lo_create(oid)", "lo_from_bytea(oid, bytea)")
SHORTEST_PASSWORD = 16
SCRAM_ITERATIONS = 4096
POWERS = "rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls"


class ProvisionError(Exception):
    """A role cannot be made as it must be; the text says which, and what to do."""


def provision(connect: Connect, *, passwords: Mapping[str, str], alone: bool = False) -> None:
    """Make roles and databases where they lack and set their rights. Raises `ProvisionError`.

    `connect(database)` gives an autocommit connection of a superuser, or of a role with CREATEROLE and
    CREATEDB. `alone`: the server serves nothing else, so the databases that come with it are closed too.
    """
    refuse_weak(passwords)
    with connect("postgres") as connection:
        # All of them before any is changed.
        for role in ROLES:
            # A role that was there before may have more than we would give it, and is not ours to change.
            query = sql.SQL("SELECT 1 FROM pg_roles WHERE rolname = %s AND ({})").format(sql.SQL(POWERS))
            if connection.execute(query, [role]).fetchone():
                raise ProvisionError(
                    f"the role {role} exists and can make roles or databases, or ignores row security; "
                    "take that away or drop it first"
                )
        for role in ROLES:
            connection.execute(make_role(role, passwords[role]))
        for database in DATABASES:
            make(connection, database, name=database.name)
        for name in OPEN_BY_DEFAULT if alone else ():
            connection.execute(_named("REVOKE ALL ON DATABASE {} FROM PUBLIC", name))
    for database in DATABASES:
        with connect(database.name) as connection:
            close_inside(connection, database)


def as_sql(*, passwords: Mapping[str, str]) -> str:
    """The same as text for psql, for an administrator that wants to read it first."""
    refuse_weak(passwords)
    lines = [_text(make_role(role, passwords[role])) for role in ROLES]
    for database in DATABASES:
        lines += [_text(_named("GRANT {} TO CURRENT_USER", database.owner))]
        # CREATE DATABASE knows no IF NOT EXISTS; \gexec runs what the query gives.
        create = _text(_create(database, database.name)).rstrip(";").replace("'", "''")
        known = f"SELECT FROM pg_database WHERE datname = '{database.name}'"
        lines.append(f"SELECT '{create}' WHERE NOT EXISTS ({known})\\gexec")
        lines += map(_text, _admissions(database, database.name))
    for database in DATABASES:
        lines += [f"\\connect {database.name}", *map(_text, _inside(database))]
    return "\n".join(lines) + "\n"


def refuse_weak(passwords: Mapping[str, str]) -> None:
    """Raise `ProvisionError` for a password that is short, not plain ASCII, or used twice."""
    for role in ROLES:
        password = passwords[role]
        # Other letters are prepared by rules (SASLprep) that drivers differ in.
        if len(password) < SHORTEST_PASSWORD or not (password.isascii() and password.isprintable()):
            raise ProvisionError(
                f"the password of {role} must have at least {SHORTEST_PASSWORD} plain ASCII characters"
            )
    if len({passwords[role] for role in ROLES}) < len(ROLES):
        raise ProvisionError("each role needs a password of its own")


def make_role(role: str, password: str) -> Statement:
    """Make a role that can log in and nothing else, or give a known one this password."""
    verifier = sql.Literal(scram_verifier(password))
    named = sql.Identifier(role)
    return sql.SQL(
        "DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = {literal}) "
        "THEN ALTER ROLE {named} LOGIN NOINHERIT PASSWORD {verifier}; "
        "ELSE CREATE ROLE {named} LOGIN NOINHERIT PASSWORD {verifier}; END IF; END $$"
    ).format(literal=sql.Literal(role), named=named, verifier=verifier)


def scram_verifier(password: str, *, salt: bytes | None = None) -> str:
    """What PostgreSQL stores of a password (RFC 5803); it is of no use to log in with."""
    salt = salt or secrets.token_bytes(16)
    salted = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, SCRAM_ITERATIONS)
    client_key = hmac.digest(salted, b"Client Key", "sha256")
    server_key = hmac.digest(salted, b"Server Key", "sha256")
    stored, server = (
        base64.b64encode(key).decode() for key in (hashlib.sha256(client_key).digest(), server_key)
    )
    return f"SCRAM-SHA-256${SCRAM_ITERATIONS}:{base64.b64encode(salt).decode()}${stored}:{server}"


def make(connection: psycopg.Connection, database: Database, *, name: str) -> None:
    """Make the database `name` in the shape of `database` where it lacks, and set which roles may connect."""
    if not connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()[0]:  # type: ignore[index]
        # A role that is no superuser gives a database only to a role that it is a member of.
        connection.execute(_named("GRANT {} TO CURRENT_USER", database.owner))
    known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
    if not known:
        connection.execute(_create(database, name))
    admit(connection, database, name=name)


def admit(connection: psycopg.Connection, database: Database, *, name: str) -> None:
    """Set which roles may connect to the database `name`, shaped as `database` (itself or a copy)."""
    for statement in _admissions(database, name):
        connection.execute(statement)


def close_inside(connection: psycopg.Connection, database: Database) -> None:
    """Take from PUBLIC what a new database leaves open. `connection` is to that database."""
    for statement in _inside(database):
        connection.execute(statement)


def _create(database: Database, name: str) -> Statement:
    return _named("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'", name, database.owner)


def _admissions(database: Database, name: str) -> Iterator[Statement]:
    yield _named("REVOKE ALL ON DATABASE {} FROM PUBLIC", name)
    for role in ROLES:
        yield _named("REVOKE ALL ON DATABASE {} FROM {}", name, role)
    for role in (database.owner, *database.visitors):
        yield _named("GRANT CONNECT ON DATABASE {} TO {}", name, role)
    # Trusted extensions (trigrams, unaccent) need CREATE on the database.
    yield _named("GRANT CREATE, TEMPORARY ON DATABASE {} TO {}", name, database.owner)


def _inside(database: Database) -> Iterator[Statement]:
    yield sql.SQL("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    yield _named("GRANT USAGE, CREATE ON SCHEMA public TO {}", database.owner)
    for role in database.visitors:
        yield _named("GRANT USAGE ON SCHEMA public TO {}", role)
    for function in LARGE_OBJECT_MAKERS:
        # Only a superuser can; to others the server gives a warning, and the functions stay.
        yield sql.SQL("REVOKE EXECUTE ON FUNCTION {} FROM PUBLIC").format(sql.SQL(function))
    # New functions are executable by all unless this default is taken away.
    yield _named(
        "ALTER DEFAULT PRIVILEGES FOR ROLE {} REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC", database.owner
    )


def _named(statement: str, *names: str) -> Statement:
    return sql.SQL(statement).format(*map(sql.Identifier, names))


def _text(statement: Statement) -> str:
    return statement.as_string(None) + ";"
