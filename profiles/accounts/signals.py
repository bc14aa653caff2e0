"""What happens to accounts is written down in the log of use: log-ins, passwords, mail, second steps."""

from typing import Any

from allauth.account import signals as account
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_out
from django.http import HttpRequest

from profiles.access.log_of_use import Action, Activity, Result, log_use
from profiles.accounts import lockout
from profiles.accounts.devices import remember_device
from profiles.accounts.second_step import mark_logged_in, mark_passed
from profiles.staff.models import StaffUser


def connect() -> None:
    """Begin to listen."""
    listeners = {
        account.user_logged_in: _logged_in,
        user_logged_out: _logged_out,
        account.password_changed: _password_changed,
        account.password_set: _password_changed,
        account.password_reset: _password_reset,
        account.email_changed: _email_changed,
        mfa.authenticator_used: _second_step_taken,
        mfa.authenticator_added: _second_step_added,
        mfa.authenticator_removed: _second_step_removed,
        mfa.authenticator_reset: _codes_renewed,
    }
    for signal, listener in listeners.items():
        # With an id of its own a listener is connected once, however often the app is loaded.
        signal.connect(listener, dispatch_uid=f"profiles.accounts.{listener.__name__}")


def record(
    user: Any, why: str, *, request: HttpRequest | None, action: str = Action.ACCOUNT, result: str = Result.OK
) -> None:
    """Write down what a user did to the own account."""
    log_use(
        action=action,
        result=result,
        objects=[user],
        request=request,
        actor=user,
        activity=Activity.MANAGEMENT,
        why=why,
    )


def code_refused(user: StaffUser, *, why: str) -> None:
    """The second step failed."""
    record(user, why, request=context.request, action=Action.LOG_IN, result=Result.REFUSED)


def _logged_in(request: HttpRequest, user: StaffUser, response: Any = None, **kwargs: Any) -> None:
    mark_logged_in(request)
    if response is not None:
        remember_device(request, response, user)
    record(user, "", request=request, action=Action.LOG_IN)


def _logged_out(request: HttpRequest, user: Any, **kwargs: Any) -> None:
    if user is not None:
        record(user, "", request=request, action=Action.LOG_OUT)


def _password_changed(request: HttpRequest, user: StaffUser, **kwargs: Any) -> None:
    record(user, "wachtwoord gewijzigd", request=request)


def _password_reset(request: HttpRequest, user: StaffUser, **kwargs: Any) -> None:
    # Reading the mail of an account proves that it is one's own: attempts by others no longer count.
    lockout.lift(user)
    record(user, "wachtwoord opnieuw gekozen per mail", request=request)


def _email_changed(
    request: HttpRequest, user: StaffUser, to_email_address: EmailAddress, **kwargs: Any
) -> None:
    record(user, "e-mailadres gewijzigd", request=request)


def _second_step_taken(request: HttpRequest, user: StaffUser, **kwargs: Any) -> None:
    mark_passed(request, user)


def _second_step_added(
    request: HttpRequest, user: StaffUser, authenticator: Authenticator, **kwargs: Any
) -> None:
    record(user, f"tweede stap toegevoegd: {authenticator.type}", request=request)


def _second_step_removed(
    request: HttpRequest, user: StaffUser, authenticator: Authenticator, **kwargs: Any
) -> None:
    record(user, f"tweede stap weggehaald: {authenticator.type}", request=request)


def _codes_renewed(request: HttpRequest, user: StaffUser, **kwargs: Any) -> None:
    record(user, "nieuwe herstelcodes", request=request)
