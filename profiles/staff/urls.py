"""Addresses of the staff pages."""

from django.urls import path

from profiles.staff.pages import (
    autosave,
    candidates,
    details,
    history,
    paste,
    profile,
    publication,
    quality,
    stop_mail,
    take_step,
    visible,
    words,
    work_list,
)

app_name = "staff"
urlpatterns = [
    path("", work_list.work_list, name="work_list"),
    path("klopt-nog/", take_step.confirm_many, name="confirm_many"),
    path("ongedaan/", take_step.undo, name="undo"),
    path("op-naam/", work_list.assign, name="assign"),
    path("mail/stop/<str:token>/", stop_mail.stop_mail, name="stop_mail"),
    path("kandidaten/", candidates.candidates, name="candidates"),
    path("kandidaten/zoeken/", candidates.find, name="find"),
    path("kandidaten/nieuw/", candidates.new_candidate, name="new_candidate"),
    path("kandidaten/<int:pk>/gegevens/", details.details, name="details"),
    path("kandidaten/<int:pk>/profiel/", profile.profile, name="profile"),
    path("kandidaten/<int:pk>/profiel/bewaar/", autosave.autosave, name="autosave"),
    path("kandidaten/<int:pk>/tekst/", paste.paste, name="paste"),
    path("kandidaten/<int:pk>/klopt-nog/", take_step.confirm, name="confirm"),
    path("kandidaten/<int:pk>/stap/<slug:name>/", take_step.step, name="step"),
    path("kandidaten/<int:pk>/brief/", visible.letter, name="letter"),
    path("kandidaten/<int:pk>/zichtbaar/", visible.visible, name="visible"),
    path("kandidaten/<int:pk>/geschiedenis/", history.history, name="history"),
    path("publicatie/", publication.publication, name="publication"),
    path("publicatie/vooraf/", publication.forecast, name="forecast"),
    path("publicatie/bezig/", publication.run, name="run"),
    path("publicatie/maken/", publication.publish, name="publish"),
    path("publicatie/<int:number>/zichtbaar/", publication.switch, name="switch"),
    path("kwaliteit/", quality.quality, name="quality"),
    path("woorden/<slug:attribute>/", words.words, name="words"),
]
