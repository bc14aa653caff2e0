"""How often a log-in may fail: counted in one table, so the same for every worker.

A try is counted before the password is looked at, by one statement that also decides whether it may go on:
of any number of tries at once, no more than the free ones get through. Where an account has had its free
tries, each next one waits longer. A device that logged in before has a count of its own, so a stranger
that guesses cannot shut the owner out. An address counts on its own too, as the trusted proxies saw it;
where they said nothing, the address is that of a proxy, and it is not counted.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import DEFAULT_DB_ALIAS, connections
from django.http import HttpRequest

from explorer.contact.limits import sender_address
from profiles.accounts.models import TryCount
from profiles.register.encryption import blind_index
from profiles.staff.models import StaffUser

Subject = TryCount.Subject
FREE_TRIES = {Subject.ACCOUNT: 5, Subject.DEVICE: 5, Subject.CODE: 5, Subject.ADDRESS: 30}
FIRST_WAIT = datetime.timedelta(minutes=1)
LONGEST_WAIT = {
    Subject.ACCOUNT: datetime.timedelta(hours=1),
    Subject.DEVICE: datetime.timedelta(hours=1),
    Subject.CODE: datetime.timedelta(hours=1),
    # Many colleagues may share one address, so it is not kept waiting for long.
    Subject.ADDRESS: datetime.timedelta(minutes=5),
}
FORGET = datetime.timedelta(days=1)
"""A count begins anew after so long without a try, and is thrown away."""

# Nothing is updated, and so no row returned, while a wait goes on: a try within it does not make it
# longer.
COUNT = """
INSERT INTO accounts_trycount AS stored (subject, key, account_id, tries, last_at)
VALUES (%(subject)s, %(key)s, %(account)s, 1, %(now)s)
ON CONFLICT (subject, key) DO UPDATE SET
    tries = CASE WHEN stored.last_at < %(forget)s THEN 1 ELSE stored.tries + 1 END,
    last_at = %(now)s,
    blocked_until = CASE
        WHEN stored.last_at >= %(forget)s AND stored.tries + 1 >= %(free)s THEN
            %(now)s + LEAST(%(first)s * power(2, LEAST(stored.tries + 1 - %(free)s, 20)), %(longest)s)
    END
WHERE stored.blocked_until IS NULL OR stored.blocked_until <= %(now)s
RETURNING tries
"""


class LockedOut(Exception):
    """Too many tries. `until`: when the next one is looked at."""

    def __init__(self, until: datetime.datetime, *, counted: str) -> None:
        super().__init__(f"locked out until {until:%H:%M}")
        self.until = until
        self._counted = counted

    def is_first(self) -> bool:
        """Whether this is the first try that this wait refused: it is recorded once, however many follow."""
        key = f"locked-out:{self._counted}:{self.until.timestamp()}"
        return bool(cache.add(key, True, LONGEST_WAIT[Subject.ACCOUNT].total_seconds()))


@dataclass(frozen=True)
class CountedTry:
    """A count that a try was added to."""

    subject: TryCount.Subject
    key: str


def client_address(request: HttpRequest) -> str:
    """The address of the visitor as the trusted proxies saw it; empty where only a proxy is known.

    An address of IPv6 is its network of 64 bits.
    """
    forwarded = [part for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if len(forwarded) < settings.PROXIES:
        return ""
    return sender_address(request.META, proxies=settings.PROXIES)


def count_password_try(
    *, typed: str, account: StaffUser | None, device: str, address: str, now: datetime.datetime
) -> list[CountedTry]:
    """Count a try to log in before the password is looked at; returns the counts for `forget_tries`.

    `device`: of a device that logged in to this account before, else empty. `address`: empty where unknown.
    Raises `LockedOut`.
    """
    # Here and not in a nightly job, so that the table stays small during an attack.
    TryCount.objects.filter(last_at__lt=now - FORGET).delete()
    # Guesses of a stranger add to the count of the account, and leave this device free.
    if account is not None and device:
        key = blind_index(f"{account.pk}:{device}", purpose="device")
        return [_count(Subject.DEVICE, key, account=account, now=now)]
    counted = [_count(Subject.ADDRESS, address, account=None, now=now)] if address else []
    # By the account, not by what was typed: a name and a mail address are no two accounts.
    name = f"account {account.pk}" if account else f"name {typed}"
    key = blind_index(name, purpose="login")
    return [*counted, _count(Subject.ACCOUNT, key, account=account, now=now)]


def count_code_try(account: StaffUser, *, now: datetime.datetime) -> list[CountedTry]:
    """Count a try of the second step. Raises `LockedOut`."""
    return [_count(Subject.CODE, str(account.pk), account=account, now=now)]


def forget_tries(counted: list[CountedTry]) -> None:
    """After a success: the account begins anew; the address only gets back the try that was right."""
    for one in counted:
        row = TryCount.objects.filter(subject=one.subject, key=one.key)
        # One right password must not wipe out the guesses of others at the same address.
        if one.subject != Subject.ADDRESS:
            row.delete()
            continue
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute(
                "UPDATE accounts_trycount SET tries = GREATEST(tries - 1, 0),"
                " blocked_until = CASE WHEN tries - 1 >= %s THEN blocked_until END"
                " WHERE subject = %s AND key = %s",
                [FREE_TRIES[one.subject], one.subject, one.key],
            )


def lift(account: StaffUser) -> int:
    """End every lock-out of an account; returns how many counts are gone."""
    return TryCount.objects.filter(account=account).delete()[0]


def _count(
    subject: TryCount.Subject, key: str, *, account: StaffUser | None, now: datetime.datetime
) -> CountedTry:
    values: dict[str, Any] = {
        "subject": subject,
        "key": key,
        "account": account.pk if account else None,
        "now": now,
        "forget": now - FORGET,
        "free": FREE_TRIES[subject],
        "first": FIRST_WAIT,
        "longest": LONGEST_WAIT[subject],
    }
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(COUNT, values)
        if cursor.fetchone():
            return CountedTry(subject, key)
    # No row was returned: a wait is going on, and the statement changed nothing.
    until = TryCount.objects.filter(subject=subject, key=key).values_list("blocked_until", flat=True).first()
    raise LockedOut(until or now + FIRST_WAIT, counted=f"{subject}:{key}")
