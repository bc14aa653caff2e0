"""Checks before the register starts; see `explorer.database.starting`."""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, connections

from profiles.register.encryption import blind_index

# A few of the oldest and of the newest: after a half rotation they have different keys.
SOME = """
(SELECT reference, reference_index FROM register_candidate ORDER BY id LIMIT 3)
UNION ALL (SELECT reference, reference_index FROM register_candidate ORDER BY id DESC LIMIT 3)
"""


def keys_open_what_is_stored() -> None:
    """Names can be read and found with the keys of the settings. Raises `ImproperlyConfigured`.

    Asked as the system: see `profiles.wsgi`.
    """
    keys = MultiFernet([Fernet(key) for key in settings.REGISTER_ENCRYPTION_KEYS])
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(SOME)
        rows = cursor.fetchall()
    for sealed, index in rows:
        try:
            reference = keys.decrypt(sealed.encode()).decode()
        except InvalidToken:
            raise ImproperlyConfigured(
                "REGISTER_ENCRYPTION_KEYS do not open what is stored: another key wrote it. Put that key "
                "behind the others, and see rotate_keys"
            ) from None
        if blind_index(reference, purpose="reference") != index:
            raise ImproperlyConfigured(
                "REGISTER_INDEX_KEY is not the one that people were indexed with: nobody could be found"
            )
