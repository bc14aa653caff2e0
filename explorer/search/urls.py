"""Addresses of the public pages."""

from django.urls import path

from explorer.search.views import candidates, group, start, suggestions

app_name = "search"
urlpatterns = [
    path("", start.start, name="start"),
    path("kandidaten/", candidates.candidates, name="candidates"),
    path("profiel/<str:what>/<str:where>/", group.group, name="group"),
    path("profiel/<str:what>/<str:where>/<str:condition>/", group.group, name="group"),
    path("zoekwoorden/", suggestions.words, name="words"),
    path("plaatsen/", suggestions.places, name="places"),
    path("contact/", start.contact, name="contact"),
    path("uitleg/", start.about, name="about"),
    path("robots.txt", start.robots, name="robots"),
]
