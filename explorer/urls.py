"""Addresses of the public site."""

from django.urls import include, path

urlpatterns = [
    path("taal/", include("django.conf.urls.i18n")),
    path("", include("explorer.search.urls")),
]
