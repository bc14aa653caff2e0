"""Logging in and out, and a new password."""

from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.contrib.messages.views import SuccessMessageMixin
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from profiles.staff.forms.log_in import LogInForm, NewPasswordForm


class LogIn(LoginView):
    form_class = LogInForm
    template_name = "profiles/log_in.html"
    redirect_authenticated_user = True


class LogOut(LogoutView):
    pass


class NewPassword(SuccessMessageMixin, PasswordChangeView):
    form_class = NewPasswordForm
    template_name = "profiles/password.html"
    success_url = reverse_lazy("staff:work_list")
    success_message = _("Uw wachtwoord is gewijzigd.")
