"""What every page requires: an account, a second step, a session that has not ended."""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from profiles.accounts.next_page import page_of
from profiles.accounts.pages.log_in import log_in_page
from profiles.accounts.second_step import has_passed, has_second_step, logged_in_at
from profiles.staff.models import StaffUser
from profiles.staff.pending_form import seal

View = Callable[..., HttpResponseBase]
LAST_SEEN = "last_seen"
# A session is written no more often than this, in seconds.
TOUCH_EACH = 60
# What an account without a second step may reach, to make one.
WITHOUT_SECOND_STEP = {
    "accounts:choose",
    "accounts:recovery_code_file",
    "account_logout",
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "set_language",
}


class SessionEndMiddleware:
    """A session ends after half an hour without a click, and at the end of a long day."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        session, now = request.session, time.time()
        # A session that was not begun by the pages is as old as its first request.
        last_seen, began = session.get(LAST_SEEN, now), logged_in_at(request) or now
        if last_seen < now - settings.SESSION_COOKIE_AGE or began < now - settings.SESSION_LONGEST:
            logout(request)
        # A part that a page fetches by itself, such as the progress of a job, does not keep a session alive.
        elif (
            SESSION_KEY in session
            and (request.method != "GET" or request.headers.get("HX-Request") != "true")
            and session.get(LAST_SEEN, 0) < now - TOUCH_EACH
        ):
            session[LAST_SEEN] = now
        return self.get_response(request)


class LoggedInMiddleware(LoginRequiredMiddleware):
    """Leads to the log-in page; a form that came too late finds it at once, and is not lost."""

    def process_view(
        self, request: HttpRequest, view_func: View, view_args: tuple[Any, ...], view_kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        asked = super().process_view(request, view_func, view_args, view_kwargs)
        if asked is None:
            return None
        page = page_of(request)
        sealed = seal(request, page=page)
        if sealed:
            return log_in_page(request, sealed, page)
        return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode({'next': page}, safe='/')}")


class SecondStepMiddleware:
    """No page before the second step, whatever way a session began."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view_func: View, view_args: tuple[Any, ...], view_kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        user = request.user
        if not isinstance(user, StaffUser) or not user.is_authenticated or has_passed(request, user):
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in WITHOUT_SECOND_STEP or not getattr(view_func, "login_required", True):
            return None
        if has_second_step(user):
            # It was set up after this session began, or this one got in some other way.
            logout(request)
            return redirect("account_login")
        return redirect("accounts:choose")
