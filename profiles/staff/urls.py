"""Addresses of the staff pages."""

from django.urls import path

from profiles.staff.pages import account, candidates, details, profile, publication, quality, visible, words
from profiles.staff.pages.work_list import work_list

app_name = "staff"
urlpatterns = [
    path("", work_list, name="work_list"),
    path("inloggen/", account.LogIn.as_view(), name="login"),
    path("uitloggen/", account.LogOut.as_view(), name="log_out"),
    path("wachtwoord/", account.NewPassword.as_view(), name="password"),
    path("kandidaten/", candidates.candidates, name="candidates"),
    path("kandidaten/zoeken/", candidates.find, name="find"),
    path("kandidaten/nieuw/", candidates.new_candidate, name="new_candidate"),
    path("kandidaten/<int:pk>/gegevens/", details.details, name="details"),
    path("kandidaten/<int:pk>/profiel/", profile.profile, name="profile"),
    path("kandidaten/<int:pk>/klopt-nog/", profile.confirm, name="confirm"),
    path("kandidaten/<int:pk>/zichtbaar/", visible.visible, name="visible"),
    path("publicatie/", publication.publication, name="publication"),
    path("publicatie/vooraf/", publication.forecast, name="forecast"),
    path("publicatie/maken/", publication.publish, name="publish"),
    path("publicatie/<int:number>/zichtbaar/", publication.switch, name="switch"),
    path("kwaliteit/", quality.quality, name="quality"),
    path("woorden/<slug:attribute>/", words.words, name="words"),
]
