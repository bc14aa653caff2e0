"""The one page of the plain project."""

from django.urls import path

from tests.bench.search.plain.views import people

urlpatterns = [path("kandidaten/", people)]
