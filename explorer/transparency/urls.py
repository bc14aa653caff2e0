"""Addresses of the pages that account for what is published."""

from django.urls import include, path

from explorer.transparency.figures import urls as figures
from explorer.transparency.method import views as method
from explorer.transparency.open_data import views as open_data

app_name = "transparency"
urlpatterns = [
    path("methode/", method.method, name="method"),
    path("methode/algoritmeregister.json", method.algorithm_register, name="algorithm_register"),
    path("open-data/", open_data.open_data, name="open_data"),
    path("open-data/uitgave-<int:number>-groepen.<str:ending>", open_data.groups_file, name="groups_file"),
    path("transparantie/", include(figures.urlpatterns)),
]
