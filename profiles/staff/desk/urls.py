"""Addresses of the desk."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from profiles.staff.desk import case, clock_page, fits, inbox, letters, questions


class NumberConverter(StringConverter):
    """The number of a request: 2026-00042."""

    regex = "[0-9]{4}-[0-9]{5,7}"


register_converter(NumberConverter, "case_number")

app_name = "desk"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("klok/", clock_page.clock, name="clock"),
    path("wie-past/", fits.find_fits, name="find_fits"),
    path("vragen/", questions.questions, name="questions"),
    path("vragen/<int:pk>/", questions.question, name="question"),
    path("vragen/<int:pk>/antwoord/", questions.answer, name="answer"),
    path("vragen/<int:pk>/introductie/", letters.new_letter, name="new_letter"),
    path("brieven/<int:pk>/", letters.letter, name="letter"),
    path("niet-naar/<int:pk>/", questions.no_go, name="no_go"),
    path("niet-naar/<int:pk>/<int:employer>/weg/", questions.remove_no_go, name="remove_no_go"),
    path("<case_number:number>/", case.case, name="case"),
    path("<case_number:number>/nemen/", case.take, name="take"),
    path("<case_number:number>/overdragen/", case.transfer, name="transfer"),
    path("<case_number:number>/notitie/", case.note, name="note"),
    path("<case_number:number>/bericht/", case.say, name="say"),
    path("<case_number:number>/afsluiten/", case.close, name="close"),
    path("<case_number:number>/wie-past/", fits.fits, name="fits"),
    path("<case_number:number>/vraag/<int:pk>/", questions.ask, name="ask"),
]
