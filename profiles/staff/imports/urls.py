"""Addresses of the pages of imports."""

from django.urls import path

from profiles.staff.imports import start, steps, workbook
from profiles.staff.imports.one import one_import, progress, report

app_name = "imports"
urlpatterns = [
    path("", start.imports, name="imports"),
    path("werkboek/", workbook.template, name="template"),
    path("werkboek/kandidaten/", workbook.export, name="export"),
    path("<int:pk>/", one_import, name="import"),
    path("<int:pk>/voortgang/", progress, name="progress"),
    path("<int:pk>/verslag.csv", report, name="report"),
    path("<int:pk>/inlezen/", steps.confirm_import, name="confirm"),
    path("<int:pk>/stoppen/", steps.cancel_import, name="cancel"),
    path("<int:pk>/terugdraaien/", steps.undo_of_import, name="undo"),
]
