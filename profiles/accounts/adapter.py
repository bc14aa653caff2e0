"""What allauth asks of us: how tries are counted, which mails go out, what pages say."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from profiles.access.log_of_use import Action, Activity, Result, log_use
from profiles.accounts import mails
from profiles.accounts.backend import find_account
from profiles.accounts.devices import device_of
from profiles.accounts.lockout import (
    LockedOut,
    client_address,
    count_password_try,
    forget_tries,
)
from profiles.accounts.second_step import FRESH_SECONDS, logged_in_at, require_second_step_left
from profiles.accounts.unsent import hand_over_after_log_in
from profiles.register.encryption import decrypt, encrypt
from profiles.staff.models import StaffUser

WRONG = _("Deze naam en dit wachtwoord horen niet bij elkaar.")
WRONG_CODE = _("Deze code klopt niet, of is al gebruikt. Vul een nieuwe code in.")
WAIT = _(
    "Het inloggen is te vaak mislukt. Probeer het na %(time)s uur opnieuw. "
    "Kunt u niet wachten? Uw functioneel beheerder kan de blokkade opheffen."
)
# The messages of allauth in our words; others are not shown.
MESSAGES = {
    "account/messages/password_changed.txt": _("Uw wachtwoord is gewijzigd. Andere sessies zijn beëindigd."),
    "account/messages/password_set.txt": _("Uw wachtwoord is gewijzigd. Andere sessies zijn beëindigd."),
    "account/messages/email_confirmation_sent.txt": _(
        "Wij stuurden een mail naar het nieuwe adres. Open de link in die mail om het te bevestigen."
    ),
    "account/messages/email_confirmed.txt": _("Uw e-mailadres is gewijzigd."),
    "account/messages/email_deleted.txt": _("De wijziging van uw e-mailadres is afgebroken."),
    "mfa/messages/totp_activated.txt": _("De tweede stap staat aan. Inloggen vraagt nu ook een code."),
    "mfa/messages/totp_deactivated.txt": _("De app met codes is weg."),
    "mfa/messages/webauthn_added.txt": _("De passkey is toegevoegd."),
    "mfa/messages/webauthn_removed.txt": _("De passkey is weg."),
}


def locked_out(error: LockedOut) -> ValidationError:
    """What a form says of too many tries."""
    return ValidationError(WAIT, "wait", {"time": f"{timezone.localtime(error.until):%H:%M}"})


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        # One sentence, whichever of the two was wrong: who guesses does not learn which accounts there are.
        "username_password_mismatch": WRONG,
        "email_password_mismatch": WRONG,
        "incorrect_password": _("Dit wachtwoord klopt niet."),
        "enter_current_password": _("Dit is niet uw huidige wachtwoord."),
        "duplicate_email": _("Dit is al uw e-mailadres."),
        "rate_limited": _("U vroeg dit te vaak. Wacht een paar minuten."),
        "too_many_login_attempts": _("U vroeg dit te vaak. Wacht een paar minuten."),
        "incorrect_code": WRONG_CODE,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """An account is made by invitation only."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> StaffUser | None:
        """Count, then look at the password. Raises `ValidationError` during a lock-out."""
        typed = str(credentials.get("username") or credentials.get("email") or "").strip()
        account = find_account(typed)
        try:
            counted = count_password_try(
                typed=typed,
                account=account,
                device=device_of(request, account),
                address=client_address(request),
                now=timezone.now(),
            )
        except LockedOut as error:
            # A script that goes on trying would fill the log.
            if error.is_first():
                self._refused(request, account, "te vaak geprobeerd")
            raise locked_out(error) from error
        # Only now: of tries at once no more than the free ones come this far.
        user = authenticate(request, username=typed, password=credentials.get("password"))
        if not isinstance(user, StaffUser):
            self._refused(request, account, "naam of wachtwoord klopte niet")
            return None
        forget_tries(counted)
        return user

    def get_login_stages(self) -> list[str]:
        """After the password a code; nothing else."""
        return ["profiles.accounts.second_step.SecondStepStage"]

    def is_reauthentication_required(self, *, app: str) -> bool:
        """A log-in of a moment ago is as good as the password once more."""
        return time.time() - logged_in_at(context.request) > FRESH_SECONDS

    def get_client_ip(self, request: HttpRequest) -> str:
        """Shown beside one's own sessions. Where only a proxy is known, its own address."""
        forwarded = [
            part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()
        ]
        if 0 < settings.PROXIES <= len(forwarded):
            # From the right: what is further to the left a visitor can have written.
            return forwarded[-settings.PROXIES][:45]
        return str(request.META.get("REMOTE_ADDR") or "0.0.0.0")  # noqa: S104 - says that it is unknown

    def respond_user_inactive(self, request: HttpRequest, user: StaffUser) -> HttpResponse:
        """An account that was switched off, while the organisation still accepts its owner."""
        self._refused(request, user, "account staat uit")
        return render(request, "profiles/accounts/switched_off.html", status=403)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Through the queue of the register, in our words."""
        mails.queue(template_prefix, to=email, context=context, at=timezone.now())

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        text = message or MESSAGES.get(message_template or "")
        if text:
            messages.add_message(request, level, str(text), extra_tags=extra_tags)

    def post_login(self, request: HttpRequest, user: StaffUser, **kwargs: Any) -> HttpResponseBase:
        """The page that was asked for, with what was typed on it before the session ended."""
        response: HttpResponseBase = super().post_login(request, user, **kwargs)
        return hand_over_after_log_in(request, user, response)

    def _refused(self, request: HttpRequest, account: StaffUser | None, why: str) -> None:
        log_use(
            action=Action.LOG_IN,
            result=Result.REFUSED,
            objects=[account] if account else [],
            request=request,
            activity=Activity.MANAGEMENT,
            why=why,
        )


class SecondStepAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "cannot_delete_authenticator": _(
            "Dit is uw enige tweede stap. Voeg eerst een andere toe, dan kunt u deze weghalen."
        ),
    }

    def encrypt(self, text: str) -> str:
        """Secrets of the second step are encrypted in the database."""
        return encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt(encrypted_text)

    def get_totp_issuer(self) -> str:
        return "Kandidatenregister"

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """An account always keeps its second step."""
        return require_second_step_left(authenticator)

    def generate_authenticator_name(self, user: StaffUser, type: Authenticator.Type) -> str:
        count = Authenticator.objects.filter(user=user, type=type).count()
        return f"Passkey {count + 1}"
