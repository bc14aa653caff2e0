"""Saving while somebody types: what can be kept is kept, and nothing of a colleague is lost."""

import datetime
from typing import Any

import pytest
from django.urls import reverse

from profiles.register.models import Candidate, Profile
from profiles.vocabulary.models import Concept
from tests.factories.vocabulary import ConceptFactory, small_vocabulary
from tests.profiles.staff.forms import Fields
from tests.profiles.staff.profile_page import facts_of, opened, opened_at, save
from tests.profiles.staff.reader import Reader

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])


@pytest.fixture(autouse=True)
def words() -> dict[tuple[str, str], Concept]:
    return small_vocabulary()


def autosave(
    client: Reader, candidate: Candidate, form: Fields, **changed: str | list[str]
) -> dict[str, Any]:
    """Send the form as the script does, and go on with the marks that come back."""
    lists = {name: [value] if isinstance(value, str) else value for name, value in changed.items()}
    form.update(lists)
    response = client.post(reverse("staff:autosave", args=[candidate.pk]), form)
    answer: dict[str, Any] = response.json()
    for name in ("seen", "updated_at"):
        if name in answer:
            form[name] = [answer[name]]
    return answer | {"status": response.status_code}


def test_first_field_makes_the_profile(client: Reader, candidate: Candidate) -> None:
    form = opened_at(client, candidate, "uren")
    answer = autosave(client, candidate, form, hours_min="24", hours_max="32")
    assert (answer["status"], answer["wrong"], answer["disputed"]) == (200, [], [])
    assert (Profile.objects.get().hours_min, Profile.objects.get().hours_max) == (24, 32)


def test_field_with_an_error_holds_up_no_other(client: Reader, candidate: Candidate) -> None:
    form = opened_at(client, candidate, "uren")
    answer = autosave(client, candidate, form, hours_min="acht", begin="2-weken")
    assert [each["anchor"] for each in answer["wrong"]] == ["id_hours_min"]
    profile = Profile.objects.get()
    assert (profile.hours_min, profile.available_from) == (None, datetime.date(2026, 12, 7))


def test_half_of_the_hours_waits_for_the_other_half(client: Reader, candidate: Candidate) -> None:
    form = opened_at(client, candidate, "uren")
    assert "Vul beide in." in autosave(client, candidate, form, hours_min="24")["wrong"][0]["text"]
    assert autosave(client, candidate, form, hours_max="32")["wrong"] == []
    assert Profile.objects.get().hours_max == 32


def test_rather_not_is_kept_and_an_impossible_one_is_said_at_its_table(
    client: Reader, candidate: Candidate
) -> None:
    heading = ConceptFactory(attribute="worktime", code="maandag")
    ConceptFactory(attribute="worktime", code="maandag-avond", parent=heading)
    form = opened_at(client, candidate, "uren")
    assert autosave(client, candidate, form, rather_not=["maandag-avond"])["wrong"] == []
    assert Profile.objects.get().rather_not == ["maandag-avond"]
    answer = autosave(client, candidate, form, worktime=["maandag-avond"])
    assert [each["anchor"] for each in answer["wrong"]] == ["id_rather_not"]
    answer = autosave(client, candidate, form, rather_not=[])
    assert answer["wrong"] == []
    assert facts_of(candidate, "worktime") == {"maandag-avond"}
    assert Profile.objects.get().rather_not == []


def test_bsn_is_kept_out_of_the_note(client: Reader, candidate: Candidate) -> None:
    form = opened_at(client, candidate, "meetellen")
    answer = autosave(client, candidate, form, note="nummer 111222333")
    assert "wij bewaren geen BSN" in answer["wrong"][0]["text"]
    assert Profile.objects.get().note == ""


def test_word_that_is_finished_becomes_a_fact(client: Reader, candidate: Candidate) -> None:
    form = opened_at(client, candidate, "taken")
    answer = autosave(client, candidate, form, task_woorden="orderpicken, qqq")
    assert facts_of(candidate, "task") == {"orderpicken"}
    assert answer["left"]["task_woorden"] == "qqq"
    assert 'value="orderpicken" checked' in answer["parts"]["woorden-task"]


def test_two_editors_of_different_fields_lose_nothing(client: Reader, candidate: Candidate) -> None:
    save(client, candidate)
    mine, theirs = opened_at(client, candidate, "vervoer"), opened_at(client, candidate, "uren")
    assert autosave(client, candidate, theirs, hours_min="8", hours_max="16")["disputed"] == []
    assert autosave(client, candidate, mine, licence="B")["disputed"] == []
    assert Profile.objects.get().hours_max == 16
    assert facts_of(candidate, "licence") == {"B"}


def test_two_editors_of_one_field_are_told(client: Reader, candidate: Candidate) -> None:
    save(client, candidate, licence="AM")
    mine, theirs = opened_at(client, candidate, "vervoer"), opened_at(client, candidate, "vervoer")
    autosave(client, candidate, theirs, licence="B")
    answer = autosave(client, candidate, mine, licence="BE", transport="ov")
    assert "een collega maakte hiervan “B”" in answer["disputed"][0]["text"]
    assert facts_of(candidate, "licence") == {"B"}
    assert facts_of(candidate, "transport") == {"ov"}
    # It stays in dispute until somebody chooses, by the button.
    assert autosave(client, candidate, mine)["disputed"]
    page = client.post(reverse("staff:profile", args=[candidate.pk]), mine).content.decode()
    assert "Als u bewaart, geldt uw keuze." in page


def test_it_goes_on_after_a_save_on_another_device(client: Reader, candidate: Candidate) -> None:
    form = opened_at(client, candidate, "uren")
    save(client, candidate, licence="B")
    autosave(client, candidate, form, hours_min="24", hours_max="24")
    assert opened(client, candidate)["hours_min"] == ["24"]
    assert facts_of(candidate, "licence") == {"B"}


def test_forged_beginning_saves_nothing(client: Reader, candidate: Candidate) -> None:
    form = opened_at(client, candidate, "uren")
    answer = autosave(client, candidate, form, seen="verzonnen", hours_min="8", hours_max="8")
    assert answer["status"] == 409
    assert not Profile.objects.exists()


def test_saving_never_confirms(client: Reader, candidate: Candidate) -> None:
    save(client, candidate, publication_basis="consent")
    autosave(client, candidate, opened_at(client, candidate, "uren"), hours_min="8", hours_max="8")
    assert Profile.objects.get().confirmed_on is None


def test_basis_of_a_released_profile_stays(client: Reader, candidate: Candidate) -> None:
    save(client, candidate, publication_basis="consent", then="ready")
    save(client, candidate, then="published")
    answer = autosave(client, candidate, opened_at(client, candidate, "meetellen"), publication_basis="")
    assert "Trek het eerst terug" in answer["wrong"][0]["text"]
    assert Profile.objects.get().publication_basis == "consent"


def test_address_without_a_form_leads_to_the_page(client: Reader, candidate: Candidate) -> None:
    response = client.get(reverse("staff:autosave", args=[candidate.pk]))
    assert response["Location"] == reverse("staff:profile", args=[candidate.pk])
