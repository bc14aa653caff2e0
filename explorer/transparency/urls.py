"""Addresses of the pages that account for what is published."""

from django.urls import include, path

from explorer.transparency.figures import urls as figures
from explorer.transparency.method import views as method

app_name = "transparency"
urlpatterns = [
    path("methode/", method.method, name="method"),
    path("transparantie/", include(figures.urlpatterns)),
]
