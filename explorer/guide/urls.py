"""Addresses of the pages that explain and combine."""

from django.urls import path

from explorer.guide.views import combine, texts, vacancy

app_name = "guide"
urlpatterns = [
    path("taken/", combine.combine, name="combine"),
    path("vacature/", vacancy.vacancy, name="vacancy"),
    path("hulp-en-kosten/", texts.help_and_costs, name="help"),
    path("voor-kandidaten/", texts.candidates, name="candidates"),
    path("privacy/", texts.privacy, name="privacy"),
    path("cookies/", texts.cookies, name="cookies"),
    path("toegankelijkheid/", texts.accessibility, name="accessibility"),
]
