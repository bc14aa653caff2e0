"""Addresses of accounts. Those of allauth keep its names, since it looks them up by them."""

from allauth.account import views as account
from django.conf import settings
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from profiles.accounts.pages import colleagues, demo, invitation, log_in, own
from profiles.accounts.single_sign_on import pages as single_sign_on

FOLDER = "profiles/accounts/"

_OURS = [
    path("account/", own.mine, name="mine"),
    path("account/tweede-stap/kiezen/", own.choose, name="choose"),
    path("account/herstelcodes/bestand/", own.recovery_code_file, name="recovery_code_file"),
    path("account/actief/", own.alive, name="alive"),
    path("uitnodiging/<str:token>/", invitation.accept_invitation, name="accept"),
    path("medewerkers/", colleagues.colleagues, name="colleagues"),
    path("medewerkers/uitnodigen/", colleagues.invite, name="invite"),
    path(
        "medewerkers/uitnodiging/<int:pk>/intrekken/",
        colleagues.withdraw_invitation,
        name="withdraw_invitation",
    ),
    path("medewerkers/blokkades/", colleagues.lock_outs, name="lock_outs"),
    path("medewerkers/rechten/", colleagues.rights_changes, name="rights_changes"),
    path("medewerkers/<int:pk>/", colleagues.colleague, name="colleague"),
    path("medewerkers/<int:pk>/aan-uit/", colleagues.switch, name="switch"),
    path("medewerkers/<int:pk>/tweede-stap-weg/", colleagues.reset_second_step, name="reset_second_step"),
    path("medewerkers/<int:pk>/sessies-beeindigen/", colleagues.end_sessions, name="end_sessions"),
    path("medewerkers/<int:pk>/blokkade-opheffen/", colleagues.lift, name="lift"),
]
if settings.DEMO:
    _OURS.append(path("demo/codes/", demo.codes, name="demo_codes"))

urlpatterns = [
    path("", include((_OURS, "accounts"))),
    path("inloggen/", log_in.LogIn.as_view(), name="account_login"),
    path("inloggen/code/", own.Code.as_view(), name="mfa_authenticate"),
    path("inloggen/organisatie/", single_sign_on.leave, name="single_sign_on_login"),
    path("inloggen/organisatie/terug/", single_sign_on.come_back, name="single_sign_on_callback"),
    path("uitloggen/", log_in.LogOut.as_view(), name="account_logout"),
    path(
        "wachtwoord-vergeten/",
        account.PasswordResetView.as_view(template_name=FOLDER + "forgotten.html"),
        name="account_reset_password",
    ),
    path(
        "wachtwoord-vergeten/verstuurd/",
        account.PasswordResetDoneView.as_view(template_name=FOLDER + "forgotten_sent.html"),
        name="account_reset_password_done",
    ),
    re_path(
        r"^wachtwoord-vergeten/nieuw/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.PasswordResetFromKeyView.as_view(template_name=FOLDER + "new_password.html"),
        name="account_reset_password_from_key",
    ),
    path(
        "wachtwoord-vergeten/klaar/",
        account.PasswordResetFromKeyDoneView.as_view(template_name=FOLDER + "new_password_done.html"),
        name="account_reset_password_from_key_done",
    ),
    path("wachtwoord/", own.Password.as_view(), name="account_change_password"),
    path("account/e-mail/", own.Email.as_view(), name="account_email"),
    path(
        "account/e-mail/verstuurd/",
        RedirectView.as_view(pattern_name="account_email"),
        name="account_email_verification_sent",
    ),
    re_path(
        r"^account/e-mail/bevestigen/(?P<key>[-:\w]+)/$",
        account.ConfirmEmailView.as_view(template_name=FOLDER + "confirm_email.html"),
        name="account_confirm_email",
    ),
    path("account/nog-een-keer/", own.PasswordAgain.as_view(), name="account_reauthenticate"),
    path("account/nog-een-keer/code/", own.CodeAgain.as_view(), name="mfa_reauthenticate"),
    path("account/nog-een-keer/passkey/", own.PasskeyAgain.as_view(), name="mfa_reauthenticate_webauthn"),
    path("account/tweede-stap/", RedirectView.as_view(pattern_name="accounts:mine"), name="mfa_index"),
    path("account/tweede-stap/app/", own.AddApp.as_view(), name="mfa_activate_totp"),
    path("account/tweede-stap/app/weghalen/", own.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("account/tweede-stap/passkey/", own.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path(
        "account/tweede-stap/passkey/<int:pk>/weghalen/",
        own.RemovePasskey.as_view(),
        name="mfa_remove_webauthn",
    ),
    path("account/herstelcodes/", own.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path("account/herstelcodes/nieuw/", own.NewRecoveryCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("account/sessies/", own.sessions, name="usersessions_list"),
]
