"""Identifying fields at rest: encrypted text, and a blind index to look one up by its exact value.

Keys come from settings: `REGISTER_ENCRYPTION_KEYS` (Fernet keys, newest first;
older ones still read) and `REGISTER_INDEX_KEY` (bytes as hex, for the HMAC).
"""

import hashlib
import hmac
import unicodedata
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models


@lru_cache(maxsize=4)
def _fernet(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


class Unreadable(Exception):
    """No text of ours, or one that is past its time."""


def encrypt(text: str) -> str:
    """Text that only the register can read."""
    return _fernet(tuple(settings.REGISTER_ENCRYPTION_KEYS)).encrypt(text.encode()).decode()


def decrypt(sealed: str, *, within: int | None = None) -> str:
    """What was encrypted, no more than `within` seconds ago. Raises `Unreadable`."""
    try:
        return _fernet(tuple(settings.REGISTER_ENCRYPTION_KEYS)).decrypt(sealed.encode(), ttl=within).decode()
    except InvalidToken as fault:
        raise Unreadable from fault


class EncryptedTextField(models.TextField):
    """Text that is encrypted in the database. Cannot be filtered on; use a blind index beside it."""

    def get_prep_value(self, value: Any) -> Any:
        text = super().get_prep_value(value)
        # An empty field stays empty: a constraint and a page can tell it from a filled one.
        if not text:
            return text
        return encrypt(text)

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        if not value:
            return value
        return decrypt(value)


def blind_index(value: str, *, purpose: str) -> str:
    """HMAC-SHA256 of a normalised value, as hex; empty for an empty value.

    Case, accents and spacing do not matter. `purpose` keeps equal values of
    different fields apart.
    """
    # Two registers write José and JOSE; the index must be the same for both.
    decomposed = unicodedata.normalize("NFKD", value).casefold()
    plain = " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())
    if not plain:
        return ""
    key = bytes.fromhex(settings.REGISTER_INDEX_KEY)
    return hmac.new(key, f"{purpose}:{plain}".encode(), hashlib.sha256).hexdigest()
