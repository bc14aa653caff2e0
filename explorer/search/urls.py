"""Addresses of the public pages."""

from django.urls import path

from explorer.search.views import candidates, profile, start, suggestions

app_name = "search"
urlpatterns = [
    path("", start.start, name="start"),
    path("uitleg/", start.about, name="about"),
    path("zoekwoorden/", suggestions.words, name="words"),
    path("plaatsen/", suggestions.places, name="places"),
    path("kandidaten/", candidates.candidates, name="candidates"),
    path("kandidaten/opties/<slug:facet>/", candidates.options, name="options"),
    path("kandidaten/<slug:reference>/", profile.profile, name="profile"),
]
