"""One's own account: password, mail, second step, recovery codes, sessions."""

import re
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from profiles.access.guard import needs
from profiles.accounts.second_step import STEPS, has_passed, has_second_step, mark_passed
from profiles.accounts.signals import record
from profiles.staff.access import StaffRequest, staff_of

FOLDER = "profiles/accounts/"
# Tries are counted, and a second step is there, at once and not when the page is done.
_at_once = method_decorator(transaction.non_atomic_requests, name="dispatch")
CODE = re.compile(r"\d{8}")


@needs()
@require_safe
def mine(request: StaffRequest) -> HttpResponse:
    """What there is to see and change of the own account."""
    authenticators = list(Authenticator.objects.filter(user=request.user).order_by("created_at"))
    recovery = next((one for one in authenticators if one.type == Authenticator.Type.RECOVERY_CODES), None)
    context = {
        "app": next((one for one in authenticators if one.type == Authenticator.Type.TOTP), None),
        "passkeys": [one for one in authenticators if one.type == Authenticator.Type.WEBAUTHN],
        "codes_left": len(recovery.wrap().get_unused_codes()) if recovery else 0,
        "sessions": len(UserSession.objects.purge_and_list(request.user)),
    }
    return render(request, FOLDER + "mine.html", context)


@needs()
@require_safe
def choose(request: StaffRequest) -> HttpResponseBase:
    """The second step is made before anything else; which one, is up to its owner."""
    if has_second_step(request.user) and has_passed(request, request.user):
        return redirect("accounts:mine")
    return render(request, FOLDER + "choose.html")


@needs()
@require_safe
def alive(request: StaffRequest) -> HttpResponse:
    """Extend the session, on a click of the user."""
    return HttpResponse(status=204)


@needs()
@require_POST
def recovery_code_file(request: StaffRequest) -> HttpResponse:
    """The codes that the page shows, as a file: they are sent along, since they are shown only once."""
    held = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.RECOVERY_CODES).first()
    unused = set(held.wrap().get_unused_codes()) if held else set()
    # Only codes of the own account: the file must not say whatever was sent.
    sent = [code for code in request.POST.getlist("code") if CODE.fullmatch(code) and code in unused]
    if not sent:
        raise Http404
    lines = [_("Herstelcodes voor het kandidatenregister"), "", *(f"{code[:4]} {code[4:]}" for code in sent)]
    response = HttpResponse("\r\n".join(lines) + "\r\n", content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="herstelcodes.txt"'
    return response


@needs()
@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: StaffRequest) -> HttpResponseBase:
    """Where the account is logged in now; each can be ended, or all others at once."""
    mine = UserSession.objects.purge_and_list(request.user)
    if request.method == "POST":
        which = request.POST.get("session")
        # The session that asks is ended by logging out, and not from this list.
        current = request.session.session_key
        ended = [
            one for one in mine if one.session_key != current and (str(one.pk) == which or which == "others")
        ]
        for one in ended:
            one.end()
        if ended:
            record(request.user, f"sessies beëindigd: {len(ended)}", request=request)
            messages.success(request, _("De sessie is beëindigd."))
        return redirect("usersessions_list")
    context = {"sessions": sorted(mine, key=lambda one: one.created_at, reverse=True)}
    return render(request, FOLDER + "sessions.html", context)


@method_decorator(needs(), name="dispatch")
class Password(account.PasswordChangeView):
    template_name = "profiles/password.html"
    success_url = reverse_lazy("accounts:mine")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not staff_of(request).has_usable_password():
            # Of the organisation behind single sign-on.
            raise Http404
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response


@method_decorator(needs(), name="dispatch")
class Email(account.EmailView):
    template_name = FOLDER + "email.html"


@method_decorator(needs(), name="dispatch")
class PasswordAgain(account.ReauthenticateView):
    template_name = FOLDER + "again.html"


@_at_once
class Code(mfa.AuthenticateView):
    # Without `needs`: at the second step nobody is logged in yet.
    template_name = FOLDER + "code.html"


@method_decorator(needs(), name="dispatch")
class CodeAgain(mfa.ReauthenticateView):
    template_name = FOLDER + "again.html"


@method_decorator(needs(), name="dispatch")
class PasskeyAgain(webauthn.ReauthenticateWebAuthnView):
    template_name = FOLDER + "passkey_again.html"


class _TakesItAtOnce:
    """Whoever has just made a second step has taken it too."""

    request: HttpRequest

    def form_valid(self, form: Any) -> HttpResponseBase:
        response: HttpResponseBase = super().form_valid(form)  # type: ignore[misc]
        mark_passed(self.request, staff_of(self.request))
        return response


@_at_once
@method_decorator(needs(), name="dispatch")
class AddApp(_TakesItAtOnce, totp.ActivateTOTPView):
    template_name = FOLDER + "app.html"


@_at_once
@method_decorator(needs(), name="dispatch")
class RemoveApp(totp.DeactivateTOTPView):
    template_name = FOLDER + "remove_app.html"
    success_url = reverse_lazy("accounts:mine")


@_at_once
@method_decorator(needs(), name="dispatch")
class AddPasskey(_TakesItAtOnce, webauthn.AddWebAuthnView):
    template_name = FOLDER + "passkey.html"


@_at_once
@method_decorator(needs(), name="dispatch")
class RemovePasskey(webauthn.RemoveWebAuthnView):
    template_name = FOLDER + "remove_passkey.html"
    success_url = reverse_lazy("accounts:mine")

    def form_valid(self, form: Any) -> HttpResponseBase:
        others = Authenticator.objects.filter(user=self.request.user, type__in=STEPS)
        if not others.exclude(pk=self.object.pk).exists():
            messages.error(
                self.request,
                _("Dit is uw enige tweede stap. Voeg eerst een andere toe, dan kunt u deze weghalen."),
            )
            return redirect("accounts:mine")
        response: HttpResponseBase = super().form_valid(form)
        return response


@method_decorator(needs(), name="dispatch")
class RecoveryCodes(codes.ViewRecoveryCodesView):
    template_name = FOLDER + "codes.html"


@_at_once
@method_decorator(needs(), name="dispatch")
class NewRecoveryCodes(codes.GenerateRecoveryCodesView):
    template_name = FOLDER + "new_codes.html"
