"""Addresses of the log of use."""

from django.urls import path

from profiles.staff.log import alarms, export, uses

app_name = "log"
urlpatterns = [
    path("", uses.uses, name="uses"),
    path("bestand/", export.export, name="export"),
    path("persoon/", uses.person, name="person"),
    path("persoon/<uuid:subject>/bestand/", export.export_person, name="export_person"),
    path("meldingen/", alarms.alarms, name="alarms"),
    path("meldingen/<int:pk>/", alarms.handle_alarm, name="handle_alarm"),
    path("<uuid:pk>/", uses.use, name="use"),
]
