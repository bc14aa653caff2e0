"""The second step of the demo's accounts: a secret that the demo keeps, so that it can say the code."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings

from profiles.staff.models import StaffUser

PERIOD = 30


class NoDemo(Exception):
    """Codes are said in a demo only."""


@dataclass(frozen=True)
class DemoCode:
    """The code of an account now, and for how many seconds still."""

    username: str
    code: str
    seconds: int


def set_up_second_step(account: StaffUser) -> None:
    """Give a demo account an app with a secret that the demo knows. Raises `NoDemo`."""
    _require_demo()
    secret = settings.DEMO_SECOND_STEPS[account.username]
    known = Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).first()
    if known is None:
        TOTP.activate(account, secret)
        RecoveryCodes.activate(account)
    elif decrypt(known.data["secret"]) != secret:
        known.delete()
        TOTP.activate(account, secret)


def codes_now() -> Iterator[DemoCode]:
    """The code of each demo account. Raises `NoDemo`."""
    _require_demo()
    now = int(time.time())
    for username, secret in settings.DEMO_SECOND_STEPS.items():
        code = format_hotp_value(hotp_value(secret, now // PERIOD))
        yield DemoCode(username, code, PERIOD - now % PERIOD)


def _require_demo() -> None:
    if not settings.DEMO or settings.DEPLOYED:
        raise NoDemo("codes of the second step are said in a demo only: set DEMO=1")
