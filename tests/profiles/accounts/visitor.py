"""A browser at the log-in pages, and accounts to log in to."""

import re
import time
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.http import HttpResponse

from profiles.mail.models import QueuedMail
from profiles.staff.models import StaffUser
from tests.factories.staff import PASSWORD, StaffUserFactory
from tests.profiles.staff.reader import Reader

LOG_IN, CODE = "/inloggen/", "/inloggen/code/"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


class Visitor(Reader):
    """Logs in by the pages."""

    def send_password(self, name: str, password: str = PASSWORD, **extra: Any) -> HttpResponse:
        return self.post(LOG_IN, {"login": name, "password": password}, **extra)

    def send_code(self, code: str) -> HttpResponse:
        return self.post(CODE, {"code": code})

    def log_in(self, user: StaffUser) -> HttpResponse:
        """Both steps; the code may be one of a period before or after."""
        assert self.send_password(user.username)["Location"] == CODE
        for shift in (0, -1, 1):
            response = self.send_code(code_now(shift))
            if response.status_code == 302:
                return response
        raise AssertionError("no code was taken")

    @property
    def is_in(self) -> bool:
        """Whether the pages of the account open."""
        return self.get("/account/").status_code == 200


def with_both_steps(**fields: Any) -> StaffUser:
    """An account with an app and recovery codes."""
    user: StaffUser = StaffUserFactory(**fields)
    if not user.email:
        user.email = f"{user.username}@gemeente.example"
        user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    return user


def code_now(shift: int = 0) -> str:
    """What the app shows, or showed or will show so many periods away."""
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30 + shift))


def recovery_code(user: StaffUser) -> str:
    held = Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES)
    return str(held.wrap().get_unused_codes()[0])


def link_of_mail(subject: str) -> str:
    """The path of the link in the one mail with this subject that waits."""
    mail = QueuedMail.objects.get(subject=subject)
    found = re.search(r"https?://[^/\s]+(/\S+)", mail.text)
    assert found, mail.text
    return found[1]
