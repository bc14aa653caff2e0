"""How often one sender may try something: counted in one table, so the same for all workers.

A try is counted before its work is done, whether it succeeds or not, by one statement a limit.
"""

import datetime
import ipaddress
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import connections, router

from explorer.contact.keys import keyed_hash
from explorer.contact.models import Attempt

COUNT = """
INSERT INTO explorer_contact_attempt AS stored (purpose, key_hash, window_start, count)
VALUES (%s, %s, %s, 1)
ON CONFLICT (purpose, key_hash, window_start) DO UPDATE SET count = stored.count + 1
RETURNING count
"""
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
LEGAL_FORMS = re.compile(r"\b(b\.?v\.?|n\.?v\.?|v\.?o\.?f\.?|holding|groep|group|stichting)(?=\W|$)")
# An IPv6 customer has at least a /64 to choose addresses from.
IPV6_PREFIX = 64


@dataclass(frozen=True)
class Limit:
    """At most so many tries in a window. `per`: what is counted apart; "all" counts all senders together."""

    purpose: str
    per: str
    most: int
    window: datetime.timedelta

    @property
    def name(self) -> str:
        return f"{self.purpose}/{self.per}/{int(self.window.total_seconds())}"


LIMITS: tuple[Limit, ...] = (
    Limit("request", "address", 10, HOUR),
    Limit("request", "address", 30, DAY),
    Limit("request", "mail", 5, DAY),
    Limit("request", "organisation", 10, DAY),
    # Mail addresses that are thrown away after use come from few domains, or in floods.
    Limit("request", "domain", 60, DAY),
    Limit("request", "all", 600, HOUR),
    Limit("resend", "pending", 3, HOUR),
    Limit("message", "request", 20, DAY),
    Limit("my_requests", "address", 10, HOUR),
    Limit("my_requests", "mail", 3, HOUR),
    Limit("my_requests", "all", 600, HOUR),
    Limit("search", "address", 20, HOUR),
    Limit("search", "mail", 10, DAY),
    Limit("search", "domain", 100, DAY),
    Limit("search", "all", 600, HOUR),
    # Of links that open nothing: guesses.
    Limit("unknown_key", "address", 30, HOUR),
)


class TooMany(Exception):
    """A limit is reached; `retry_at` is when the next try counts anew."""

    def __init__(self, limit: Limit, retry_at: datetime.datetime) -> None:
        super().__init__(limit.name)
        self.limit, self.retry_at = limit, retry_at


def count_try(purpose: str, *, at: datetime.datetime, limits: Iterable[Limit] = LIMITS, **keys: str) -> None:
    """Count one try under each limit of its purpose; `keys` are values by `per`. Raises `TooMany`.

    Call it outside a transaction that may be rolled back: a try that fails is a try.
    """
    for limit in limits:
        if limit.purpose == purpose:
            # Windows begin at the same moments in each process, so all add to one row.
            seconds = limit.window.total_seconds()
            start = datetime.datetime.fromtimestamp(at.timestamp() // seconds * seconds, tz=datetime.UTC)
            key = "" if limit.per == "all" else keys[limit.per]
            with connections[router.db_for_write(Attempt)].cursor() as cursor:
                cursor.execute(COUNT, [limit.name, keyed_hash("limit", limit.name, key), start])
                count = int(cursor.fetchone()[0])
            if count > limit.most:
                raise TooMany(limit, start + limit.window)


def sender_address(meta: Mapping[str, str], *, proxies: int) -> str:
    """Where a request came from: the address that the nearest of so many trusted proxies saw.

    An address of IPv6 is its network. What is no address counts as one sender.
    """
    # A sender can write anything in front; only what our own proxies added is believed.
    forwarded = [part.strip() for part in meta.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    address = forwarded[-proxies] if 0 < proxies <= len(forwarded) else meta.get("REMOTE_ADDR", "")
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((int(parsed), IPV6_PREFIX), strict=False))
    return str(parsed)


def domain_of(email: str) -> str:
    """The part behind the @, in lower case."""
    return email.rpartition("@")[2].casefold()


def normal_organisation(name: str) -> str:
    """The name of an organisation for comparison: no accents, capitals, signs or legal form."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(re.findall(r"\w+", LEGAL_FORMS.sub(" ", letters)))
