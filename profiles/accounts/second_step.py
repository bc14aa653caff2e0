"""The second step of a log-in: whether a session has taken it, and whether an account has one."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from django.db.models import F
from django.http import HttpRequest

from profiles.staff.models import StaffUser

PASSED = "second_step"
SINCE = "logged_in_at"
FRESH_SECONDS = 10 * 60
STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def mark_passed(request: HttpRequest, account: StaffUser) -> None:
    """The second step of this account was taken in this session."""
    request.session[PASSED] = account.pk


def has_passed(request: HttpRequest, account: StaffUser) -> bool:
    """Whether the second step of this account was taken in this session."""
    # Of this account: a session may be taken over by another log-in without an end in between.
    return bool(request.session.get(PASSED) == account.pk)


class SecondStepStage(AuthenticateStage):
    """Asks for a code, unless the provider of single sign-on asked for a second step itself."""

    def _should_handle(self, request: HttpRequest) -> bool:
        user = self.login.user
        if user is not None and has_passed(request, user):
            return False
        return bool(super()._should_handle(request))


def logged_in_at(request: HttpRequest) -> float:
    """When this session began, in seconds; 0 where it did not."""
    return float(request.session.get(SINCE, 0))


def mark_logged_in(request: HttpRequest) -> None:
    """This session begins now."""
    request.session[SINCE] = time.time()


def has_second_step(account: StaffUser) -> bool:
    """Whether an account has an app with codes or a passkey."""
    return Authenticator.objects.filter(user=account, type__in=STEPS).exists()


def require_second_step_left(authenticator: Authenticator) -> bool:
    """Whether the account of this one keeps another one without it."""
    others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=STEPS)
    return others.exclude(pk=authenticator.pk).exists()


def remove_second_step(account: StaffUser) -> None:
    """Take all of them away: at the next log-in a new one is set up. Ends every session of the account."""
    Authenticator.objects.filter(user=account).delete()
    end_sessions(account)


def end_sessions(account: StaffUser) -> None:
    """No session of before is let in again."""
    # A session carries the number with which it began, so its row need not be found.
    StaffUser.objects.filter(pk=account.pk).update(session_epoch=F("session_epoch") + 1)
