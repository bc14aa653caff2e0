"""Keyed pseudonyms of people and accounts, for the log of use.

Without the key (`REGISTER_INDEX_KEY`) they cannot be computed, and with it only for a number that is
known: once a person or an account is erased, nothing leads from the log to them.
"""

import hashlib
import hmac
import uuid
from typing import Any

from django.conf import settings

PERSON, ACCOUNT = "candidate", "account"


def pseudonym(kind: str, pk: int) -> uuid.UUID:
    """128 bits of HMAC-SHA256 over kind and primary key."""
    key = bytes.fromhex(settings.REGISTER_INDEX_KEY)
    digest = hmac.new(key, f"use:{kind}:{pk}".encode(), hashlib.sha256).digest()
    # Half of the digest is enough: 128 bits of different people never meet.
    return uuid.UUID(bytes=digest[:16])


def of_person(candidate: Any) -> uuid.UUID:
    """Of a candidate, or of the primary key of one."""
    return pseudonym(PERSON, getattr(candidate, "pk", candidate))


def of_account(user: Any) -> uuid.UUID:
    """Of an account, or of the primary key of one; of a program, of the kind it names as `actor_kind`."""
    return pseudonym(getattr(user, "actor_kind", ACCOUNT), getattr(user, "pk", user))
