"""One page says what happened to a person, from which value to which, by whom."""

import pytest
from django.urls import reverse
from django.utils import timezone

from profiles.desk.models import NoGoEmployer
from profiles.register.models import Candidate, Profile
from profiles.staff.models import StaffUser
from tests.factories.register import CandidateFactory, MunicipalityFactory, ProfileFactory
from tests.factories.staff import StaffUserFactory
from tests.factories.vocabulary import small_vocabulary
from tests.profiles.staff.profile_page import text_of
from tests.profiles.staff.reader import Reader, logged_in

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])


def page(client: Reader, candidate: Candidate) -> str:
    return text_of(client.get(reverse("staff:history", args=[candidate.pk])))


def test_each_field_is_told_from_old_to_new(client: Reader, candidate: Candidate) -> None:
    words = small_vocabulary()
    facts = [words["task", "orderpicken"]]
    profile = ProfileFactory(candidate=candidate, facts=facts, hours_min=8, hours_max=16)
    profile.hours_max, profile.state = 24, Profile.State.PAUSED
    profile.save()
    profile.facts.all().delete()
    candidate.municipality = MunicipalityFactory(code="GM0984", label_nl="Venray")
    candidate.save()
    shown = page(client, candidate)
    assert "Uren tot en met: 16 → 24" in shown
    assert "Toestand: concept → gepauzeerd" in shown
    assert "Taken: erbij: Orderpicken" in shown and "Taken: weg: Orderpicken" in shown
    assert "→ Venray" in shown


def test_who_did_it_is_told(client: Reader, candidate: Candidate, case_worker: StaffUser) -> None:
    ProfileFactory(candidate=candidate)
    client.post(reverse("staff:confirm", args=[candidate.pk]))
    assert case_worker.username in page(client, candidate)


def test_what_the_desk_did_is_told(client: Reader, candidate: Candidate, case_worker: StaffUser) -> None:
    NoGoEmployer.objects.create(
        candidate=candidate, organisation="Bouwbedrijf Voor", key="bouwbedrijf voor", added_at=timezone.now(),
        added_by=case_worker,
    )  # fmt: skip
    assert "Wil niet naar Bouwbedrijf Voor" in page(client, candidate)


def test_history_of_others_does_not_exist(client: Reader) -> None:
    strange = CandidateFactory()
    assert client.get(reverse("staff:history", args=[strange.pk])).status_code == 404
    officer = logged_in(StaffUserFactory(role="privacy_officer", organisation=None))
    assert officer.get(reverse("staff:history", args=[strange.pk])).status_code == 403
