"""Forms of the log-in and of one's own account, in the clothes of the house."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from profiles.access.rights import EXTRA_PERMISSIONS, ROLES, PeopleScope, Role
from profiles.accounts.adapter import locked_out
from profiles.accounts.lockout import LockedOut, count_code_try, forget_tries
from profiles.accounts.signals import code_refused
from profiles.register.models import Organisation
from profiles.staff.forms.look import Dressed
from profiles.staff.models import StaffUser

RULES = lazy(password_validators_help_text_html, str)
DIFFERENT = _("De twee wachtwoorden zijn niet gelijk.")


class Plain(Dressed):
    """Without the placeholders of allauth: the label says it already."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


def _secret(label: Any, autocomplete: str, help_text: Any = "") -> forms.CharField:
    # Not stripped: a space at the end may be part of a password.
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, widget=widget, strip=False, help_text=help_text)


def _code(label: Any, help_text: Any) -> forms.CharField:
    attributes = {"autocomplete": "one-time-code", "inputmode": "numeric"}
    return forms.CharField(
        label=label, help_text=help_text, max_length=20, widget=forms.TextInput(attrs=attributes)
    )


class LogInForm(Plain, account.LoginForm):
    """Name or mail address, and password. Tries are counted by the adapter."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mailadres of gebruikersnaam")
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["password"].label = _("Wachtwoord")
        self.fields["password"].help_text = ""


class PasswordAgainForm(Plain, account.ReauthenticateForm):
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Wachtwoord")
        self.fields["password"].help_text = ""


class _TwoAlike:
    """Twice the new password."""

    fields: dict[str, forms.Field]
    cleaned_data: dict[str, Any]

    def _two_alike(self) -> None:
        first, second = self.cleaned_data.get("password1"), self.cleaned_data.get("password2")
        if first and second and first != second:
            self.add_error("password2", DIFFERENT)  # type: ignore[attr-defined]

    def _say_in_our_words(self) -> None:
        self.fields["password1"].label = _("Nieuw wachtwoord")
        self.fields["password1"].help_text = RULES()
        self.fields["password2"].label = _("Nog een keer")


class ChangePasswordForm(_TwoAlike, Plain, account.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._say_in_our_words()
        self.fields["oldpassword"].label = _("Huidig wachtwoord")
        self.fields["oldpassword"].help_text = ""

    def clean(self) -> dict[str, Any]:
        self._two_alike()
        return self.cleaned_data


class NewPasswordForm(_TwoAlike, Plain, account.ResetPasswordKeyForm):
    """By the link of a mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._say_in_our_words()

    def clean(self) -> dict[str, Any]:
        self._two_alike()
        return self.cleaned_data


class ForgottenPasswordForm(Plain, account.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mailadres van uw werk")


class ChangeEmailForm(Plain, account.AddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Nieuw e-mailadres")


class _Counted:
    """A code that is counted before it is looked at."""

    user: Any
    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        try:
            counted = count_code_try(self.user, now=timezone.now())
        except LockedOut as error:
            if error.is_first():
                code_refused(self.user, why="code: te vaak geprobeerd")
            raise locked_out(error) from error
        try:
            code: str = super().clean_code()  # type: ignore[misc]
        except ValidationError:
            code_refused(self.user, why="code klopte niet")
            raise
        # Counted before it was checked, so that many at once do not all get through.
        forget_tries(counted)
        return code


class CodeForm(_Counted, Plain, mfa.AuthenticateForm):
    """The second step of a log-in: a code of the app, or one that was kept for when the app is lost."""

    code = _code(
        _("Code van 6 cijfers"), _("Open de app op uw telefoon. De code verandert elke 30 seconden.")
    )


class CodeAgainForm(_Counted, Plain, mfa.ReauthenticateForm):
    code = _code(
        _("Code van 6 cijfers"), _("Open de app op uw telefoon. De code verandert elke 30 seconden.")
    )


class FirstCodeForm(Plain, totp.ActivateTOTPForm):
    """Proof that the app has the secret."""

    code = _code(_("Code van 6 cijfers"), _("Vul de code in die de app nu toont."))


class NewPasskeyForm(Plain, webauthn.AddWebAuthnForm):
    name = forms.CharField(
        label=_("Naam van deze passkey"),
        help_text=_("Bijvoorbeeld: telefoon, laptop of beveiligingssleutel."),
        max_length=60,
        required=False,
    )


class InvitationForm(Dressed, forms.Form):
    """An invitation: mail address, role and organisation."""

    email = forms.EmailField(label=_("E-mailadres van het werk"))
    first_name = forms.CharField(label=_("Voornaam"), max_length=150, required=False)
    last_name = forms.CharField(label=_("Achternaam"), max_length=150, required=False)
    role = forms.ChoiceField(label=_("Rol"), choices=Role)
    organisation = forms.ModelChoiceField(
        label=_("Organisatie"),
        queryset=Organisation.objects.order_by("name"),
        required=False,
        empty_label=_("Geen"),
        help_text=_("Nodig voor een klantmanager en voor wie bij het loket werkt."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        role = ROLES.get(cleaned.get("role", ""))
        if (
            role
            and role.line in {PeopleScope.ORGANISATION, PeopleScope.REGION}
            and not cleaned.get("organisation")
        ):
            self.add_error("organisation", _("Kies de organisatie: deze rol ziet de mensen daarvan."))
        return cleaned


class RightsForm(InvitationForm):
    """Role, organisation and what an account may besides; with the reason."""

    extra = forms.MultipleChoiceField(
        label=_("Mag ook"),
        choices=[(right.value, right.label) for right in EXTRA_PERMISSIONS],
        required=False,
        widget=forms.CheckboxSelectMultiple(
            attrs={"class": "utrecht-checkbox utrecht-checkbox--html-input utrecht-checkbox--custom"}
        ),
        help_text=_("Alleen voor een klantmanager."),
    )
    why = forms.CharField(label=_("Waarom?"), max_length=300)
    # These three belong to the owner of the account.
    email = first_name = last_name = None  # type: ignore[assignment]
    field_order = ["role", "organisation", "extra", "why"]


class AccountReasonForm(Dressed, forms.Form):
    """Why something is done to an account."""

    why = forms.CharField(label=_("Waarom?"), max_length=300)


class FirstPasswordForm(_TwoAlike, Dressed, forms.Form):
    """The password of an invited colleague."""

    password1 = _secret(_("Wachtwoord"), "new-password", RULES())
    password2 = _secret(_("Nog een keer"), "new-password")

    def __init__(self, *args: Any, account: StaffUser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_password1(self) -> str:
        password = str(self.cleaned_data["password1"])
        validate_password(password, self.account)
        return password

    def clean(self) -> dict[str, Any]:
        self._two_alike()
        return self.cleaned_data
