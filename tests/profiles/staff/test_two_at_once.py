"""Two people have the same profile open. The second is told, and loses nothing."""

import pytest

from profiles.register.models import Candidate, Profile
from profiles.vocabulary.models import Concept
from tests.factories.vocabulary import small_vocabulary
from tests.profiles.staff.forms import fields_of
from tests.profiles.staff.profile_page import facts_of, opened, save, submit, text_of
from tests.profiles.staff.reader import Reader

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
TOLD = "Een collega bewaarde dit intussen ook. Uw wijzigingen zijn nog niet bewaard"


@pytest.fixture(autouse=True)
def words() -> dict[tuple[str, str], Concept]:
    return small_vocabulary()


def test_second_is_told_what_changed_and_keeps_what_was_typed(client: Reader, candidate: Candidate) -> None:
    save(client, candidate, licence="AM", hours_min="8", hours_max="16")
    mine = opened(client, candidate)
    save(client, candidate, licence="B", hours_min="16", hours_max="24", note="Van een collega")
    response = submit(client, candidate, mine, licence="BE", task="orderpicken")
    page = text_of(response)
    assert TOLD in page
    assert "was “Am”, is nu “B”." in page
    assert "U koos iets anders. Als u bewaart, geldt uw keuze." in page
    back = fields_of(response.content.decode(), "profiel")
    assert (back["licence"], back["task"]) == (["BE"], ["orderpicken"])
    # What only the colleague touched is taken over, not put back.
    assert (back["hours_min"], back["note"]) == (["16"], ["Van een collega"])
    assert facts_of(candidate, "licence") == {"B"}


def test_saving_again_keeps_both_peoples_work(client: Reader, candidate: Candidate) -> None:
    save(client, candidate, licence="AM")
    mine = opened(client, candidate)
    save(client, candidate, skill="heftruck-rijden")
    response = submit(client, candidate, mine, licence="BE")
    again = fields_of(response.content.decode(), "profiel")
    assert submit(client, candidate, again).status_code == 302
    assert facts_of(candidate, "licence") == {"BE"}
    assert facts_of(candidate, "skill") == {"heftruck-rijden"}


def test_third_change_in_between_is_noticed_too(client: Reader, candidate: Candidate) -> None:
    save(client, candidate)
    mine = opened(client, candidate)
    save(client, candidate, licence="B")
    again = fields_of(submit(client, candidate, mine, task="orderpicken").content.decode(), "profiel")
    save(client, candidate, licence="BE")
    assert TOLD in text_of(submit(client, candidate, again))


def test_error_in_between_does_not_hide_the_other(client: Reader, candidate: Candidate) -> None:
    save(client, candidate)
    mine = opened(client, candidate)
    save(client, candidate, licence="B")
    wrong = submit(client, candidate, mine, hours_min="acht")
    mended = fields_of(wrong.content.decode(), "profiel")
    assert TOLD in text_of(submit(client, candidate, mended, hours_min="8", hours_max="8"))


def test_first_profile_made_by_two_is_made_once(client: Reader, candidate: Candidate) -> None:
    mine = opened(client, candidate)
    save(client, candidate, licence="B")
    assert TOLD in text_of(submit(client, candidate, mine, licence="AM"))
    wrong = submit(client, candidate, mine, hours_min="acht")
    mended = fields_of(wrong.content.decode(), "profiel")
    assert TOLD in text_of(submit(client, candidate, mended, hours_min="8", hours_max="8"))
    assert facts_of(candidate, "licence") == {"B"}


@pytest.mark.parametrize("updated_at", ["", "gisteren", "2026-13-45T00:00", "2020-01-01T00:00:00+00:00"])
def test_form_without_its_mark_overwrites_nothing(
    client: Reader, candidate: Candidate, updated_at: str
) -> None:
    save(client, candidate, licence="B")
    response = save(client, candidate, licence="AM", updated_at=updated_at, seen="verzonnen")
    assert TOLD in text_of(response)
    assert facts_of(candidate, "licence") == {"B"}


def test_unsaved_words_survive_the_other(client: Reader, candidate: Candidate) -> None:
    save(client, candidate)
    mine = opened(client, candidate)
    save(client, candidate, licence="B")
    response = submit(client, candidate, mine, task_woorden="orderpicken", skill_woorden="xyzzy")
    back = fields_of(response.content.decode(), "profiel")
    assert back["task"] == ["orderpicken"]
    assert back["skill_woorden"] == ["xyzzy"]


def test_confirmation_or_step_in_between_is_in_nobodys_way(client: Reader, candidate: Candidate) -> None:
    save(client, candidate, publication_basis="consent")
    mine = opened(client, candidate)
    client.post(f"/kandidaten/{candidate.pk}/klopt-nog/")
    save(client, candidate, then="ready")
    assert submit(client, candidate, mine, licence="B").status_code == 302
    profile = Profile.objects.get()
    assert profile.confirmed_on is not None
    assert profile.state == Profile.State.READY
    assert facts_of(candidate, "licence") == {"B"}
