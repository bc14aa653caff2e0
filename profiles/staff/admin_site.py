"""The Django admin of the register: same log-in as the other staff pages, rights by the table of roles."""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.db.models import Model
from django.db.models.base import ModelBase
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.decorators import method_decorator
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from profiles.access.rights import Right, has_right

# Apps of others register models that no user needs; ours are checked by `permissions.MODELS`.
FOREIGN = frozenset({"account", "auth", "mfa", "socialaccount", "usersessions"})
PAGES = "profiles.staff.admin.pages.urls_of"


class RegisterAdminSite(AdminSite):
    site_title = _("Kandidatenregister")
    site_header = _("Kandidatenregister, beheer")
    index_title = _("Beheer")
    enable_nav_sidebar = True
    index_template = "admin/register_index.html"

    def register(
        self, model_or_iterable: type[Model] | Iterable[type[Model]], admin_class: Any = None, **options: Any
    ) -> None:
        """As Django's, without the models of other packages."""
        models = [model_or_iterable] if isinstance(model_or_iterable, ModelBase) else model_or_iterable
        ours = [model for model in models if model._meta.app_label not in FOREIGN]
        super().register(ours, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether the user may open the admin at all: by the role, not by a flag of the account."""
        return has_right(request.user, Right.USE_ADMIN)

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        # One log-in page for all of the register, with its limits; a user without the right goes home.
        if request.user.is_authenticated and not self.has_permission(request):
            return redirect("staff:work_list")
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """One page for the own account, with its second step and its sessions."""
        return redirect("accounts:mine")

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """With the pages of our own; the address of a content type is of no use here, and gave 500."""
        gone = path("r/<path:rest>", self.admin_view(_gone))
        return [gone, *import_string(PAGES)(self), *super().get_urls()]


def _gone(request: HttpRequest, rest: str) -> HttpResponse:
    return redirect("admin:index")
