"""Logging in and out, and what becomes of a form that was sent after the session had ended."""

from typing import Any

from allauth.account.views import LoginView, LogoutView
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _

from profiles.accounts.forms import LogInForm
from profiles.accounts.next_page import page_of
from profiles.accounts.single_sign_on.configuration import single_sign_on
from profiles.accounts.unsent import WAITING
from profiles.staff.models import StaffUser
from profiles.staff.pending_form import SEALED, hand_over, seal

TEMPLATE = "profiles/log_in.html"


def log_in_page(request: HttpRequest, sealed: str, page: str) -> HttpResponse:
    """The log-in page in answer to a form that came too late, with what was typed in it."""
    context = {
        "form": LogInForm(request=request),
        "next": page,
        "unsent": sealed,
        "single_sign_on": single_sign_on(),
    }
    return render(request, TEMPLATE, context, status=403)


# Attempts are counted at once: a transaction of the whole page would undo the count of a failed one.
@method_decorator(transaction.non_atomic_requests, name="dispatch")
class LogIn(LoginView):
    template_name = TEMPLATE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs,
            unsent=self.request.POST.get(SEALED, ""),
            next=self.get_next_url() or "",
            single_sign_on=single_sign_on(),
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        configuration = single_sign_on()
        if configuration and configuration.only and not _is_break_glass(request.POST.get("login", "")):
            messages.error(request, _("Log in via uw organisatie."))
            return redirect("account_login")
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: LogInForm) -> HttpResponseBase:
        sealed = self.request.POST.get(SEALED)
        if sealed:
            # Kept, encrypted as it is, until the second step is taken.
            self.request.session[WAITING] = sealed
        return super().form_valid(form)

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponseBase:
        response = super().render_to_response(context, **kwargs)
        # A part of a page is led here when the session ended: leave the page with what was typed as it is.
        response.headers["HX-Reswap"] = "none"
        return response


class LogOut(LogoutView):
    http_method_names = ["post"]


def _is_break_glass(typed: str) -> bool:
    """Whether an account may log in with a password where all others come from the organisation."""
    from profiles.accounts.backend import find_account

    account = find_account(typed.strip())
    return account is not None and account.is_superuser


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token: mostly one that was left open, or sent after logging in anew.

    Its owner finds it again with what was typed, to send it by themselves.
    """
    page = page_of(request)
    sealed = seal(request, page=page)
    if sealed and not isinstance(request.user, StaffUser):
        return log_in_page(request, sealed, page)
    # Logged in again in another tab: the form is still theirs.
    if sealed and isinstance(request.user, StaffUser):
        found = hand_over(request, sealed, user=request.user)
        if found:
            return redirect(found)
    context = {
        "title": _("Dit formulier is verlopen"),
        "text": _("Ga terug met de knop van uw browser, ververs de pagina en probeer het opnieuw."),
    }
    return HttpResponseForbidden(render_to_string("profiles/error.html", context, request))
