"""Addresses of the public pages."""

from django.urls import path
from django.views.generic import RedirectView

from explorer.search.views import candidates, group, start, suggestions

app_name = "search"
urlpatterns = [
    path("", start.start, name="start"),
    path("kandidaten/", candidates.candidates, name="candidates"),
    path("profiel/<str:what>/<str:where>/", group.group, name="group"),
    path("profiel/<str:what>/<str:where>/<str:condition>/", group.group, name="group"),
    path("zoekwoorden/", suggestions.words, name="words"),
    path("plaatsen/", suggestions.places, name="places"),
    # The old address of what is one page with the request now.
    path("contact/", RedirectView.as_view(pattern_name="contact:ask", query_string=True, permanent=True)),
    path("uitleg/", start.about, name="about"),
    path("robots.txt", start.robots, name="robots"),
]
