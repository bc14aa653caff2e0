from typing import Any

from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from profiles.staff.forms.look import Dressed
from profiles.staff.throttle import Attempt


class LogInForm(Dressed, AuthenticationForm):
    """Name and password, with a limit to how often they may be wrong."""

    def clean(self) -> dict[str, Any]:
        attempt = Attempt.of(self.request, self.cleaned_data.get("username") or "")
        now = timezone.now()
        if attempt.must_wait(now=now):
            raise ValidationError(
                _("Het inloggen is te vaak mislukt. Wacht een kwartier en probeer het dan opnieuw."), "wait"
            )
        try:
            cleaned = super().clean()
        except ValidationError:
            attempt.record_failure(now=now)
            raise
        if self.get_user():
            attempt.forget_failures()
        return cleaned

    def get_invalid_login_error(self) -> ValidationError:
        return ValidationError(
            _("Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar."), "invalid_login"
        )


class NewPasswordForm(Dressed, PasswordChangeForm):
    """The old password and twice the new one."""
