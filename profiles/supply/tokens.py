"""Make, use and revoke tokens. Using one checks and counts it in one statement, for all workers."""

import datetime
import hashlib
import secrets
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.utils import timezone

from profiles.access.log_of_use import Action, Activity, log_use
from profiles.register.models import Organisation
from profiles.supply.models import SupplierToken

# So that a token in a text is known for one, by people and by programs that look for secrets.
PREFIX = "kandidaten_"
RANDOM_BYTES = 32
LONGEST_SECRET = 100
MONTHS = (1, 3, 6, 12)

# Within a minute the count goes on past the limit, so that one statement can say by how much.
USE = """
UPDATE supply_suppliertoken
SET minute = date_trunc('minute', %(now)s::timestamptz), last_used_at = %(now)s,
    asked = CASE WHEN minute = date_trunc('minute', %(now)s::timestamptz) THEN LEAST(asked, 1000000) + 1
        ELSE 1 END
WHERE digest = %(digest)s AND revoked_at IS NULL AND expires_at > %(now)s
RETURNING id, asked
"""


class TokenRefused(Exception):
    """There is no such token, or it is past its term or revoked; `token` is the row, where there is one."""

    def __init__(self, token: SupplierToken | None = None) -> None:
        super().__init__()
        self.token = token


class TooManyRequests(Exception):
    """The token has had its requests of this minute; `wait` is in seconds."""

    def __init__(self, wait: int) -> None:
        super().__init__()
        self.wait = wait


def make_token(
    *, organisation: Organisation, name: str, expires_at: datetime.datetime, by: Any, now: datetime.datetime
) -> tuple[SupplierToken, str]:
    """A new token, and its secret, which is kept nowhere."""
    secret = PREFIX + secrets.token_urlsafe(RANDOM_BYTES)
    token = SupplierToken.objects.create(
        organisation=organisation,
        name=name,
        digest=digest_of(secret),
        made_by=by,
        made_at=now,
        expires_at=expires_at,
    )
    log_use(
        action=Action.ACCOUNT,
        objects=[token, organisation],
        actor=by,
        activity=Activity.MANAGEMENT,
        why="token made",
    )
    return token, secret


def revoke_token(*, token: SupplierToken, by: Any, now: datetime.datetime) -> SupplierToken:
    """From now on it opens nothing; doing it again changes nothing."""
    if token.revoked_at is None:
        token.revoked_at = now
        token.save(update_fields=["revoked_at"])
        log_use(
            action=Action.ACCOUNT,
            objects=[token],
            actor=by,
            activity=Activity.MANAGEMENT,
            why="token revoked",
        )
    return token


def use_token(secret: str, *, now: datetime.datetime) -> SupplierToken:
    """The token of a secret, counted as used. Raises `TokenRefused` and `TooManyRequests`."""
    # Cut off first: the digest of a header of megabytes would be work for the asking.
    digest = digest_of(secret[:LONGEST_SECRET])
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(USE, {"digest": digest, "now": now})
        row = cursor.fetchone()
    token = SupplierToken.objects.select_related("organisation").filter(digest=digest).first()
    if row is None or token is None:
        raise TokenRefused(token)
    if row[1] > settings.SUPPLIER_PER_MINUTE:
        raise TooManyRequests(60 - timezone.localtime(now).second)
    return token


def digest_of(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()
