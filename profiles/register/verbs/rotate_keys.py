"""Write every encrypted value with the newest key, so that an old one can be taken out of the settings."""

from collections import Counter
from collections.abc import Iterator

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.apps import apps
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import Model
from psycopg import sql

from profiles.register.encryption import EncryptedTextField
from profiles.register.models import Candidate

ROWS = 500
"""In one transaction: a page that wants one of these people waits for a tenth of a second."""


class KeyMissing(Exception):
    """A value that no key of the settings opens; the message names its table, never the value."""


def rotate_keys() -> Counter[str]:
    """Rewrite what an older key wrote, and return how many rows of each table. Raises `KeyMissing`.

    In parts that are each done or not: stopped halfway it goes on where it was, and a second run
    changes nothing. Colleagues can go on working meanwhile.
    """
    keys = [Fernet(key) for key in settings.REGISTER_ENCRYPTION_KEYS]
    newest, every = keys[0], MultiFernet(keys)
    rewritten: Counter[str] = Counter()
    for model, columns in encrypted_columns():
        last: object = None
        while True:
            last, changed = _part(model, columns, newest, every, after=last)
            rewritten[model._meta.db_table] += changed
            if last is None:
                break
    return rewritten


def encrypted_columns() -> Iterator[tuple[type[Model], list[str]]]:
    """Every table of the register with encrypted columns."""
    for model in apps.get_models():
        fields = [
            field for field in model._meta.local_concrete_fields if isinstance(field, EncryptedTextField)
        ]
        if fields:
            yield model, [field.column for field in fields if field.column]


def index_again() -> int:
    """Make the look-up values of all people anew, after REGISTER_INDEX_KEY was changed; how many were."""
    changed, last = 0, 0
    while True:
        with transaction.atomic(using=DEFAULT_DB_ALIAS):
            part = list(
                Candidate.objects.select_for_update(of=("self",)).filter(pk__gt=last).order_by("pk")[:ROWS]
            )
            if not part:
                return changed
            for candidate in part:
                # The reference alone tells: each person has one, and all three are made of the same key.
                before = candidate.reference_index
                candidate.index_identifiers()
                changed += before != candidate.reference_index
            Candidate.objects.bulk_update(part, ["reference_index", "family_name_index", "name_keys"])
            last = part[-1].pk


def _part(
    model: type[Model], columns: list[str], newest: Fernet, every: MultiFernet, *, after: object
) -> tuple[object, int]:
    """The next rows of a table: the key of the last one (None: there were none), and how many were rewritten.

    By SQL, past the model: nothing else of a row changes, and no history is made of it.
    """
    table, key = sql.Identifier(model._meta.db_table), sql.Identifier(str(model._meta.pk.column))
    names = [sql.Identifier(column) for column in columns]
    read = sql.SQL(
        "SELECT {key}, {columns} FROM {table} {where} ORDER BY {key} LIMIT {rows} FOR UPDATE"
    ).format(
        key=key,
        columns=sql.SQL(", ").join(names),
        table=table,
        where=sql.SQL("WHERE {} > {}").format(key, sql.Literal(after)) if after is not None else sql.SQL(""),
        rows=sql.Literal(ROWS),
    )
    write = sql.SQL("UPDATE {table} SET {sets} WHERE {key} = %s").format(
        table=table, key=key, sets=sql.SQL(", ").join(sql.SQL("{} = %s").format(name) for name in names)
    )
    changed = 0
    with transaction.atomic(using=DEFAULT_DB_ALIAS), connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(read)
        rows = cursor.fetchall()
        for number, *sealed in rows:
            # Written with the newest key already, by this command or by a save since the key was added.
            if all(not value or _opens(newest, value) for value in sealed):
                continue
            try:
                again = [every.rotate(value.encode()).decode() if value else value for value in sealed]
            except InvalidToken:
                raise KeyMissing(f"{model._meta.db_table}: no key of the settings opens a value") from None
            cursor.execute(write, [*again, number])
            changed += 1
    return (rows[-1][0] if rows else None), changed


def _opens(key: Fernet, sealed: str) -> bool:
    try:
        key.decrypt(sealed.encode())
    except InvalidToken:
        return False
    return True
