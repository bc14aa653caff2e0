"""Keys in links, and hashes of what is only compared.

A key is HMAC-SHA256 of the secret of the site over the purpose and a random id of a row: 32
bytes that cannot be guessed, and that can be made again when a mail is sent. The database holds
only SHA-256 of it. A reader of the database has no link, and neither has one of the secret alone.
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from enum import StrEnum
from uuid import UUID

from django.conf import settings

# Letters of a key: 32 bytes in base 64, without padding.
KEY_LENGTH = 43


class KeyFor(StrEnum):
    """What a link opens. The same row has a different key for each."""

    CONFIRM = "confirm"
    STATUS = "status"
    MY_REQUESTS = "my-requests"
    SAVE_SEARCH = "save-search"
    STOP_SEARCH = "stop-search"


class KeyLost(RuntimeError):
    """The link of a row cannot be made any more: the secret of the site was replaced without a fallback."""


class UnknownLink(Exception):
    """No row has this key: it was never given, or what it opened is gone."""


def key_for(purpose: KeyFor, row: UUID, *, stored_hash: str = "") -> str:
    """The key of a row. With the hash that is stored: made by the secret that made it.

    Raises `KeyLost` where neither the secret nor one of SECRET_KEY_FALLBACKS made it.
    """
    # After a change of the secret, links of before are still made for mails that wait.
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        key = urlsafe_b64encode(_hmac(secret, f"link:{purpose}", str(row))).rstrip(b"=").decode()
        if not stored_hash or hash_of(key) == stored_hash:
            return key
    raise KeyLost(purpose)


def hash_of(key: str) -> str:
    """What the database holds of a key."""
    # Without salt: a key is random, so that no table of guesses could be made.
    return hashlib.sha256(key.encode()).hexdigest()


def keyed_hash(kind: str, *values: str) -> str:
    """A hash that only this site can make, for values that are easily guessed (mail addresses)."""
    return _hmac(settings.SECRET_KEY, f"hash:{kind}", "\0".join(values)).hex()


def email_hash(email: str) -> str:
    """The hash of a mail address, whatever its case."""
    return keyed_hash("email", email.strip().casefold())


def _hmac(secret: str | bytes, kind: str, text: str) -> bytes:
    given = secret if isinstance(secret, bytes) else secret.encode()
    # The prefix keeps these apart from what Django signs with the same secret.
    return hmac.digest(b"explorer.contact:" + given, f"{kind}\0{text}".encode(), "sha256")
