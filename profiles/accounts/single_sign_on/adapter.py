"""From claims to an account: identity, role and organisation."""

import re
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from profiles.access.log_of_use import Action, Activity, Result, log_use
from profiles.access.rights import ROLES, PeopleScope
from profiles.accounts.manage import change_rights, new_account
from profiles.accounts.second_step import mark_passed
from profiles.accounts.single_sign_on.configuration import SingleSignOn, single_sign_on
from profiles.register.models import Organisation
from profiles.staff.models import StaffUser

# A BSN has 8 or 9 digits, a number of the chamber of commerce 8, its branches 12.
NUMBER = re.compile(r"(?:.*[:/])?\d{8,9}|(?:.*[:/])?\d{12}")
NAMED_NUMBER = re.compile(r"\b(?:bsn|kvk)\b", re.IGNORECASE)
REFUSALS = {
    "subject": _(
        "Uw organisatie stuurt een nummer dat wij niet mogen bewaren. Vraag uw functioneel beheerder."
    ),
    "role": _("Uw organisatie geeft u geen rol in het kandidatenregister. Vraag uw functioneel beheerder."),
    "organisation": _("Uw organisatie is hier niet bekend. Vraag uw functioneel beheerder."),
    "email": _("Uw organisatie stuurt geen bevestigd e-mailadres. Vraag uw functioneel beheerder."),
    "failed": _("Het inloggen via uw organisatie lukte niet. Probeer het opnieuw."),
}


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """The one that the environment configures; none is kept in a table."""
        from profiles.accounts.single_sign_on.provider import app_of

        configuration = single_sign_on()
        return [app_of(configuration)] if configuration else []

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Make or mend the account that the claims describe; a refusal leads back to the log-in page."""
        configuration = single_sign_on()
        claims: dict[str, Any] = getattr(request, "sso_claims", {})
        if configuration is None:
            raise refused(request, "failed")
        if is_forbidden_subject(str(claims.get("sub", ""))):
            raise refused(request, "subject")
        role = role_of(claims, configuration)
        if role is None:
            raise refused(request, "role")
        organisation = organisation_of(claims, configuration)
        if organisation is None and ROLES[role].line in {PeopleScope.ORGANISATION, PeopleScope.REGION}:
            raise refused(request, "organisation")
        account = sociallogin.user if sociallogin.is_existing else self._by_mail(request, claims)
        if account is None:
            account = new_account(
                email=str(claims["email"]),
                first_name=str(claims.get("given_name", ""))[:150],
                last_name=str(claims.get("family_name", ""))[:150],
                role=role,
                organisation=organisation,
            )
        if not sociallogin.is_existing:
            sociallogin.connect(request, account)
        # The account for emergencies keeps its role, whatever the provider says.
        if not account.is_superuser and (account.role, account.organisation_id) != (
            role,
            organisation.pk if organisation else None,
        ):
            change_rights(
                account,
                by=None,
                role=role,
                organisation=organisation,
                why="single sign-on",
                request=request,
                at=timezone.now(),
            )
            account.refresh_from_db()
        sociallogin.user = account
        if configuration.second_step.intersection(claims.get("amr") or ()):
            mark_passed(request, account)

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """Whatever went wrong at the provider: the log-in page says so."""
        raise refused(request, "failed", why=str(exception or error or ""))

    def _by_mail(self, request: HttpRequest, claims: dict[str, Any]) -> StaffUser | None:
        """The account with the mail address that the organisation vouches for; None where there is none."""
        email = str(claims.get("email") or "")
        # An address that anyone can fill in at the provider would open the account of a colleague.
        if not email or claims.get("email_verified") is not True:
            raise refused(request, "email")
        return StaffUser.objects.filter(email__iexact=email).first()


def refused(request: HttpRequest, reason: str, *, why: str = "") -> ImmediateHttpResponse:
    """To raise: leads back to the log-in page, which says the reason; `why` is for the log of use alone."""
    log_use(
        action=Action.LOG_IN,
        result=Result.REFUSED,
        request=request,
        activity=Activity.MANAGEMENT,
        why=f"single sign-on: {reason} {why}".strip(),
    )
    messages.error(request, str(REFUSALS[reason]))
    return ImmediateHttpResponse(redirect("account_login"))


def is_forbidden_subject(subject: str) -> bool:
    """Whether it is a BSN or a number of the chamber of commerce, or looks like one."""
    return not subject or bool(NUMBER.fullmatch(subject) or NAMED_NUMBER.search(subject))


def role_of(claims: dict[str, Any], configuration: SingleSignOn) -> str | None:
    """The first role in the order of the configuration that the claims name."""
    named = claims.get(configuration.role_claim) or ()
    values = {named} if isinstance(named, str) else {str(value) for value in named}
    return next((role for claim, role in configuration.roles.items() if claim in values), None)


def organisation_of(claims: dict[str, Any], configuration: SingleSignOn) -> Organisation | None:
    """The organisation that the claims name."""
    value = str(claims.get(configuration.organisation_claim) or "")
    name = configuration.organisations.get(value, value)
    return Organisation.objects.filter(name=name).first() if name else None
