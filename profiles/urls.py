"""Addresses of the register."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from explorer.web.security_txt import security_txt

urlpatterns = [
    path("admin/", admin.site.urls),
    # The log-in page can be read in both languages too.
    path("taal/setlang/", login_not_required(set_language), name="set_language"),
    # The finder of a hole has no account.
    path(".well-known/security.txt", login_not_required(security_txt), name="security_txt"),
    path("api/v1/", include("profiles.supply.urls")),
    path("gebruikslog/", include("profiles.staff.log.urls")),
    path("inlezen/", include("profiles.staff.imports.urls")),
    path("aanvragen/", include("profiles.staff.desk.urls")),
    path("", include("profiles.accounts.urls")),
    path("", include("profiles.staff.urls")),
]

handler403 = "profiles.staff.pages.errors.forbidden"
handler404 = "profiles.staff.pages.errors.not_found"
handler500 = "profiles.staff.pages.errors.server_error"
