"""Logging in and out, and a new password."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.contrib.messages.views import SuccessMessageMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from profiles.staff.forms.log_in import LogInForm, NewPasswordForm
from profiles.staff.pending_form import SEALED, hand_over

LOST = _(
    "Wat u typte voordat u inlogde, is niet bewaard. Het was langer dan een half uur geleden, "
    "of het hoorde bij een ander account."
)


def log_in_page(request: HttpRequest, sealed: str) -> HttpResponse:
    """The log-in page in answer to a form that came too late, with what was typed in it."""
    context = {"form": LogInForm(request), "next": request.path, "unsent": sealed}
    return render(request, "profiles/log_in.html", context, status=403)


class LogIn(LoginView):
    form_class = LogInForm
    template_name = "profiles/log_in.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, unsent=self.request.POST.get(SEALED, ""))

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        sealed = self.request.POST.get(SEALED)
        if not sealed:
            return response
        page = hand_over(self.request, sealed, user=form.get_user())
        if page is None:
            messages.warning(self.request, LOST)
        return redirect(page) if page else response

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
