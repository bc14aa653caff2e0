"""Devices that logged in to an account before. A signed cookie names them; nothing of it is stored."""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from profiles.staff.models import StaffUser

COOKIE = "register_device"
DAYS = 180
MOST_ACCOUNTS = 10


def device_of(request: HttpRequest, account: StaffUser | None) -> str:
    """A random name of this device for the account; empty where it never logged in."""
    return _known(request).get(str(account.pk), "") if account else ""


def remember_device(request: HttpRequest, response: HttpResponseBase, account: StaffUser) -> None:
    """After a log-in this device counts its own failures for the account."""
    known = _known(request)
    # The device used last is at the end, and is the last to be dropped.
    known[str(account.pk)] = known.pop(str(account.pk), "") or secrets.token_urlsafe(12)
    latest = dict(list(known.items())[-MOST_ACCOUNTS:])
    response.set_cookie(
        COOKIE,
        signing.dumps(latest, salt=__name__),
        max_age=DAYS * 24 * 60 * 60,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        # Not strict: the link in a mail leads to the log-in page too.
        samesite="Lax",
    )


def _known(request: HttpRequest) -> dict[str, str]:
    try:
        known = signing.loads(request.COOKIES.get(COOKIE, ""), salt=__name__, max_age=DAYS * 24 * 60 * 60)
    # Also where there is no cookie yet, or one that is too old.
    except signing.BadSignature:
        return {}
    return dict(known) if isinstance(known, dict) else {}
