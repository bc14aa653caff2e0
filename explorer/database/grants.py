"""Gives the declared rights in a database and takes all others. For the owner; may be repeated.

Rights are grants, and for tables with a declared policy row-level security.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from explorer.database.privileges import MAINTAIN, Declaration

KNOWS_MAINTAIN = 17_00_00

TABLES = """
    SELECT c.relname FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
"""
# Functions of extensions belong to the superuser and stay as they are.
OWN_FUNCTIONS = """
    SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner
    WHERE p.pronamespace = 'public'::regnamespace AND r.rolname = current_user
"""
POLICIES = """
    SELECT p.polname, c.relname FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
    WHERE c.relnamespace = 'public'::regnamespace
"""
SECURED = """
    SELECT c.relname FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relrowsecurity
"""
SEQUENCES = """
    SELECT s.relname, t.relname FROM pg_class s
    JOIN pg_depend d ON d.objid = s.oid AND d.classid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
    JOIN pg_class t ON t.oid = d.refobjid
    WHERE s.relkind = 'S' AND s.relnamespace = 'public'::regnamespace
"""


def apply(connection: BaseDatabaseWrapper, declaration: Declaration) -> None:
    """Make the rights of every role what is declared; declared tables and functions that lack are skipped.

    One transaction: there is no moment without rights.
    """
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int")
        (version,) = cursor.fetchone()
        for statement in _views(existing_tables(connection), declaration):
            cursor.execute(statement)
        for statement in (
            *_revocations(_functions(connection), declaration),
            *_table_grants(existing_tables(connection), declaration, version=version),
            *_sequence_grants(_rows(connection, SEQUENCES), declaration),
            *_function_grants(_functions(connection), declaration),
            *_without_policies(_rows(connection, POLICIES), _rows(connection, SECURED), declaration),
            *_policies(existing_tables(connection), declaration),
        ):
            cursor.execute(statement)


def existing_tables(connection: BaseDatabaseWrapper) -> set[str]:
    """Names of the tables and views of the public schema."""
    return {name for (name,) in _rows(connection, TABLES)}


def _functions(connection: BaseDatabaseWrapper) -> set[str]:
    return {name for (name,) in _rows(connection, OWN_FUNCTIONS)}


def _rows(connection: BaseDatabaseWrapper, query: str) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        rows: list[tuple[str, ...]] = cursor.fetchall()
        return rows


def _revocations(functions: set[str], declaration: Declaration) -> Iterable[str]:
    everybody = ", ".join(("PUBLIC", *declaration.roles))
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {everybody}"
    yield f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {everybody}"
    for function in sorted(functions):
        yield f"REVOKE ALL ON FUNCTION {function} FROM {everybody}"


def _table_grants(tables: set[str], declaration: Declaration, *, version: int) -> Iterable[str]:
    for table in sorted(tables & declaration.tables.keys()):
        for role, rights in declaration.tables[table].items():
            known = [right for right in rights if right != MAINTAIN or version >= KNOWS_MAINTAIN]
            yield f'GRANT {", ".join(known)} ON "{table}" TO {role}'


def _sequence_grants(sequences: list[tuple[str, ...]], declaration: Declaration) -> Iterable[str]:
    for sequence, table in sorted(sequences):
        for role, rights in declaration.tables.get(table, {}).items():
            if "INSERT" in rights:
                yield f'GRANT USAGE ON SEQUENCE "{sequence}" TO {role}'


def _function_grants(functions: set[str], declaration: Declaration) -> Iterable[str]:
    for pattern, roles in declaration.functions.items():
        # No fnmatch: arrays among the arguments are written with brackets.
        start = pattern.removesuffix("*")
        for function in sorted(functions):
            if function == pattern or (start != pattern and function.startswith(start)):
                yield f"GRANT EXECUTE ON FUNCTION {function} TO {', '.join(roles)}"


def drop_views(connection: BaseDatabaseWrapper, declaration: Declaration) -> None:
    """Before migrations: a column that a view shows cannot be changed."""
    with connection.cursor() as cursor:
        for view in declaration.views:
            cursor.execute(f'DROP VIEW IF EXISTS "{view}"')


def _views(tables: set[str], declaration: Declaration) -> Iterable[str]:
    # Those of a partial migrate lack their tables.
    if declaration.policies.keys() <= tables:
        for view, query in declaration.views.items():
            yield f'CREATE OR REPLACE VIEW "{view}" AS {query}'


def _without_policies(
    policies: list[tuple[str, ...]], secured: list[tuple[str, ...]], declaration: Declaration
) -> Iterable[str]:
    for policy, table in sorted(policies):
        yield f'DROP POLICY "{policy}" ON "{table}"'
    for (table,) in sorted(secured):
        if table not in declaration.policies:
            yield f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY'


def _policies(tables: set[str], declaration: Declaration) -> Iterable[str]:
    """Policies do not bind the owner: migrations and functions with its rights see every row."""
    roles = ", ".join(declaration.roles)
    for table, policy in sorted(declaration.policies.items()):
        if table not in tables:
            continue
        adds, changes = policy.adds or policy.sees, policy.changes or policy.sees
        yield f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY'
        yield f'CREATE POLICY sees ON "{table}" FOR SELECT TO {roles} USING ({policy.sees})'
        yield f'CREATE POLICY adds ON "{table}" FOR INSERT TO {roles} WITH CHECK ({adds})'
        yield (
            f'CREATE POLICY changes ON "{table}" FOR UPDATE TO {roles}'
            f" USING ({changes}) WITH CHECK ({changes})"
        )
        yield f'CREATE POLICY deletes ON "{table}" FOR DELETE TO {roles} USING ({policy.sees})'
