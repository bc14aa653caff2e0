"""Addresses of the register."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("taal/", include("django.conf.urls.i18n")),
    path("", include("profiles.staff.urls")),
]
