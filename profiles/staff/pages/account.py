"""Logging in and out, and a new password."""

from typing import Any

from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.contrib.messages.views import SuccessMessageMixin
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from profiles.staff.forms.log_in import LogInForm, NewPasswordForm


class LogIn(LoginView):
    form_class = LogInForm
    template_name = "profiles/log_in.html"
    redirect_authenticated_user = True

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().render_to_response(context, **kwargs)
        # A part of a page whose session ended is led here: leave the page with what was typed as it is.
        response.headers["HX-Reswap"] = "none"
        return response


class LogOut(LogoutView):
    pass


class NewPassword(SuccessMessageMixin, PasswordChangeView):
    form_class = NewPasswordForm
    template_name = "profiles/password.html"
    success_url = reverse_lazy("staff:work_list")
    success_message = _("Uw wachtwoord is gewijzigd.")
