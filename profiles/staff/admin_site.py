"""The Django admin of the register: same log-in as the other staff pages."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _


class RegisterAdminSite(AdminSite):
    site_title = _("Kandidatenregister")
    site_header = _("Kandidatenregister, beheer")
    index_title = _("Beheer")
    enable_nav_sidebar = True

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        # One log-in page for all of the register, with its limits; a user without the right goes home.
        if request.user.is_authenticated and not self.has_permission(request):
            return redirect("staff:work_list")
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))
