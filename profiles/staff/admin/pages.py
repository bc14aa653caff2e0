"""Pages of the admin that belong to no model."""

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from profiles.access.guard import require
from profiles.access.rights import Right
from profiles.staff.health import checks


def urls_of(site: AdminSite) -> list[URLPattern]:
    """Their addresses, below that of the admin."""

    def health(request: HttpRequest) -> HttpResponse:
        require(request, Right.VIEW_OPERATION)
        context = {**site.each_context(request), "title": _("Gezondheid"), "checks": list(checks())}
        return TemplateResponse(request, "admin/health.html", context)

    return [path("gezondheid/", site.admin_view(health), name="health")]
