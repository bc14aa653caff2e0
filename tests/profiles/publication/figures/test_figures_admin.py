"""Figures in the admin: read, and corrected with a note; never changed."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from explorer.release.models import Figures
from profiles.publication.anonymity_report import anonymity_report
from profiles.publication.figures.wording import in_words
from profiles.publication.models import Publication
from profiles.staff.models import StaffUser
from tests.factories.register import TODAY
from tests.profiles.publication.figures.shown import show_release
from tests.profiles.publication.people import crowd

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])

ADD = "admin:explorer_release_figures_add"


@pytest.fixture
def admin() -> Client:
    client = Client()
    client.force_login(
        StaffUser.objects.create_user("beheer", role=StaffUser.Role.ADMIN, is_staff=True, is_superuser=True)
    )
    return client


@pytest.fixture
def published() -> Publication:
    yesterday = TODAY - datetime.timedelta(days=1)
    crowd(12, ("task", "orderpicken"), confirmed_on=yesterday)
    crowd(2, ("task", "orderpicken"), place="GM0889", confirmed_on=yesterday)
    return show_release(yesterday)


def test_figures_are_read_with_what_was_suppressed(admin: Client, published: Publication) -> None:
    page = admin.get(reverse("admin:explorer_release_figures_changelist"))
    assert "onder de drempel" in page.content.decode()
    key = Figures.objects.get().pk
    page = admin.get(reverse("admin:explorer_release_figures_change", args=[key])).content.decode()
    assert "municipality_with" in page and "_save" not in page


def test_correction_asks_for_a_note_in_both_languages(admin: Client, published: Publication) -> None:
    assert admin.post(reverse(ADD), {"note": "Dubbel geteld."}).status_code == 200
    assert Figures.objects.count() == 1


def test_correction_adds_a_date(admin: Client, published: Publication) -> None:
    answer = admin.post(reverse(ADD), {"note": "Dubbel geteld.", "note_en": "Counted twice."}, follow=True)
    assert "zichtbaar" in answer.content.decode()
    assert Figures.objects.count() == 2
    assert Figures.objects.published().first().note_en == "Counted twice."
    again = admin.post(reverse(ADD), {"note": "Nog eens.", "note_en": "Again."})
    assert "latere datum" in again.content.decode()


def test_report_for_the_privacy_officer_has_figures(admin: Client, published: Publication) -> None:
    [(_on, threshold, suppressed)] = anonymity_report(publication=published).figures
    assert threshold == 5 and "cijfers niet getoond" in suppressed
    page = admin.get(reverse("admin:publication_publication_anonymity_report", args=[published.pk]))
    assert suppressed in page.content.decode()


def test_words_say_what_can_be_guessed() -> None:
    report = {"cells": 104, "primary": 1, "kept": 2, "secondary": 7, "guessed": 3, "unplaced": 4}
    assert in_words(report).startswith("10 van 104 cijfers niet getoond: 1 onder de drempel, 7 om")
    assert "3 cijfers" in in_words(report) and "4 mensen" in in_words(report)
    whole = report | dict.fromkeys(("primary", "kept", "secondary", "guessed", "unplaced"), 0)
    assert in_words(whole) == "Alle 104 cijfers zijn getoond."
    assert in_words({}) == ""
