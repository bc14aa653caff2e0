"""Who may do what with which table: the mechanism, and the explorer's own declaration.

Every table is declared, or nobody but its owner can touch it. Applying the
declaration takes away everything that it does not name and may be repeated.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.backends.base.base import BaseDatabaseWrapper

READ = ("SELECT",)
APPEND = ("SELECT", "INSERT")
WRITE = ("SELECT", "INSERT", "UPDATE", "DELETE")
NOTHING: Mapping[str, tuple[str, ...]] = {}

Rights = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Declaration:
    """Tables -> role -> privileges, and functions that roles may call (triggers call them in their name)."""

    owner: str
    roles: tuple[str, ...]
    tables: Mapping[str, Rights]
    functions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


EXPLORER = Declaration(
    owner="explorer_owner",
    roles=("explorer_web", "register_web"),
    tables={
        "explorer_release_release": {"explorer_web": READ, "register_web": WRITE},
        # A released row is never changed: UPDATE is nobody's, and a trigger refuses it to the owner too.
        "explorer_release_publishedconcept": {
            "explorer_web": READ,
            "register_web": ("SELECT", "INSERT", "DELETE"),
        },
        "explorer_release_publishedprofile": {
            "explorer_web": READ,
            "register_web": ("SELECT", "INSERT", "DELETE"),
        },
        "explorer_release_withdrawal": {
            "explorer_web": READ,
            "register_web": ("SELECT", "INSERT", "DELETE"),
        },
        "explorer_release_releaseindex": {
            "explorer_web": READ,
            "register_web": ("SELECT", "INSERT", "DELETE"),
        },
        "explorer_release_referencekey": {
            "explorer_web": READ,
            "register_web": ("SELECT", "INSERT", "DELETE"),
        },
        "explorer_employers_employeraccount": {"explorer_web": WRITE},
        "django_session": {"explorer_web": WRITE},
        "django_migrations": {"explorer_web": READ, "register_web": READ},
    },
)


def apply(connection: BaseDatabaseWrapper, declaration: Declaration) -> None:
    """Give the declared rights and take all others. For the owner only; tables that lack are skipped."""
    with connection.cursor() as cursor:
        for statement in _statements(existing_tables(connection), _sequences(connection), declaration):
            cursor.execute(statement)


def is_owner(connection: BaseDatabaseWrapper, declaration: Declaration) -> bool:
    """Whether this connection acts as the owner; `flush` under a web role must not hand out rights."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return bool(cursor.fetchone()[0] == declaration.owner)


def existing_tables(connection: BaseDatabaseWrapper) -> set[str]:
    """Names of the tables and views of the public schema."""
    return _names(
        connection,
        "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')",
    )


def _names(connection: BaseDatabaseWrapper, query: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {row[0] for row in cursor.fetchall()}


def _sequences(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Sequence -> the table whose column it numbers."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.relname, t.relname FROM pg_class s JOIN pg_depend d ON d.objid = s.oid "
            "AND d.classid = 'pg_class'::regclass AND d.deptype IN ('a', 'i') "
            "JOIN pg_class t ON t.oid = d.refobjid WHERE s.relkind = 'S' AND s.relnamespace = 'public'::regnamespace"
        )
        return dict(cursor.fetchall())


def _statements(tables: set[str], sequences: Mapping[str, str], declaration: Declaration) -> Iterable[str]:
    everybody = ", ".join(("PUBLIC", *declaration.roles))
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {everybody}"
    yield f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {everybody}"
    for table in sorted(tables & declaration.tables.keys()):
        for role, rights in declaration.tables[table].items():
            yield f'GRANT {", ".join(rights)} ON "{table}" TO {role}'
    for sequence, table in sorted(sequences.items()):
        for role, rights in declaration.tables.get(table, NOTHING).items():
            if "INSERT" in rights:
                yield f'GRANT USAGE ON SEQUENCE "{sequence}" TO {role}'
    for function, roles in declaration.functions.items():
        yield f"GRANT EXECUTE ON FUNCTION {function} TO {', '.join(roles)}"
