"""The page with the groups that a candidate counts in."""

import datetime

import pytest
from django.urls import reverse

from profiles.access.models import UseLog
from profiles.publication.hide import hide
from profiles.publication.preview import MissingFact, PreviewGroup, ProfilePreview
from profiles.register.models import Candidate, Organisation, Profile
from profiles.staff.pages import visible
from tests.database import as_owner
from tests.factories.register import TODAY, ProfileFactory
from tests.factories.releases import publish_groups
from tests.factories.vocabulary import small_vocabulary
from tests.profiles.staff.profile_page import text_of
from tests.profiles.staff.reader import Reader

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
GROUPS = (
    PreviewGroup("Orderpicken", "Venray", "", 20),
    PreviewGroup("Orderpicken", "Venray", "24 tot 32 uur", 10),
    PreviewGroup("", "Venray", "", 80),
)
MISSING = (MissingFact("Heftruck rijden", "minder dan 5 in Venray; wel in de regio"),)


@pytest.fixture
def profile(organisation: Organisation) -> Profile:
    return ProfileFactory(candidate__organisation=organisation, published=True)


def preview(monkeypatch: pytest.MonkeyPatch, **fields: object) -> None:
    """Let the page be about this preview."""
    made = {"groups": GROUPS, "missing": MISSING, "shows_from": TODAY, "counted": True} | fields
    monkeypatch.setattr(visible, "preview_profile", lambda **given: ProfilePreview(**made))


def page(client: Reader, profile: Profile) -> str:
    return text_of(client.get(reverse("staff:visible", args=[profile.candidate_id])))


def test_groups_are_listed_with_their_conditions(
    client: Reader, profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview(monkeypatch)
    shown = page(client, profile)
    assert "3 groepen" in shown and "stand van 23 november 2026" in shown
    assert "Orderpicken · Venray<br>" in shown
    assert "24 tot 32 uur (10+)" in shown
    assert "Iedereen · Venray" in shown
    assert '<td class="explorer-num">20+</td>' in shown


def test_fact_in_no_group_has_its_reason(
    client: Reader, profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview(monkeypatch)
    shown = page(client, profile)
    assert "Heftruck rijden" in shown and "minder dan 5 in Venray; wel in de regio" in shown


def test_long_list_is_folded(client: Reader, profile: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    preview(monkeypatch, groups=tuple(PreviewGroup(f"Taak {n}", "Venray", "", 5) for n in range(20)))
    shown = page(client, profile)
    assert "20 groepen" in shown
    assert "Toon de andere 12 regels" in shown


def test_newcomer_is_in_no_group_yet(
    client: Reader, profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview(monkeypatch, groups=())
    shown = page(client, profile)
    assert "Nog in geen groep" in shown
    assert "Vanaf de volgende stand" in shown
    assert "Dan wordt geteld wat nu is vastgelegd:" not in shown


def test_newcomer_sees_what_will_be_counted(
    client: Reader, organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview(monkeypatch, groups=(), missing=())
    task = small_vocabulary()["task", "orderpicken"]
    shown = page(client, ProfileFactory(candidate__organisation=organisation, published=True, facts=[task]))
    assert "Dan wordt geteld wat nu is vastgelegd:" in shown
    assert "<strong>Taken</strong>: Orderpicken" in shown


def letter(client: Reader, candidate: Candidate) -> str:
    return text_of(client.get(reverse("staff:letter", args=[candidate.pk])))


def test_letter_says_what_employers_see_and_how_to_stop(
    client: Reader, profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview(monkeypatch)
    shown = letter(client, profile.candidate)
    assert "Minstens 20 mensen (Venray): <strong>Orderpicken</strong>." in shown
    assert "Wilt u dit niet?" in shown
    assert "Nog niemand." in shown
    assert profile.candidate.reference not in shown


def test_letter_of_who_objects_says_so(client: Reader, candidate: Candidate) -> None:
    Candidate.objects.update(objected_on=TODAY)
    assert "Wij hebben u weggehaald." in letter(client, candidate)


def test_letter_is_written_down_as_one(client: Reader, candidate: Candidate) -> None:
    letter(client, candidate)
    with as_owner():
        assert UseLog.objects.filter(action="letter").count() == 1


def test_next_release_comes_after_the_least_days(client: Reader, profile: Profile) -> None:
    release = publish_groups({(0, 1, 0): 5})
    due = release.released_on + datetime.timedelta(days=28)
    assert visible.earliest_release(on=TODAY) == due
    assert f"Volgende stand: op zijn vroegst {due.day} december 2026" in page(client, profile)


def test_withdrawal_is_said_to_work_at_once_on_lists(client: Reader, profile: Profile) -> None:
    assert "meteen op geen enkele lijst meer" in page(client, profile)


def test_paused_profile_is_said_not_to_count(client: Reader, profile: Profile) -> None:
    hide(profile=profile, to=Profile.State.PAUSED, on=TODAY)
    shown = page(client, profile)
    assert "Gepauzeerd" in shown
    assert "Dit profiel telt dan niet mee" in shown


def test_candidate_without_profile_has_no_groups(client: Reader, candidate: Candidate) -> None:
    shown = text_of(client.get(reverse("staff:visible", args=[candidate.pk])))
    assert "Deze kandidaat heeft nog geen profiel." in shown
