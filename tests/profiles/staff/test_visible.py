import pytest
from django.urls import reverse

from profiles.publication.hide import hide
from profiles.publication.models import Policy
from profiles.publication.preview import ChangedFact, ProfilePreview, ShownCard, ShownFact
from profiles.publication.publish_release import publish_release
from profiles.register.models import Candidate, Organisation, Profile
from profiles.staff.pages import visible
from tests.factories.register import TODAY, ProfileFactory
from tests.factories.vocabulary import small_vocabulary
from tests.profiles.publication.people import crowd, small_policy
from tests.profiles.staff.profile_page import text_of
from tests.profiles.staff.reader import Reader

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])


@pytest.fixture(autouse=True)
def policy() -> Policy:
    """Small enough for a few people, and the one that forecasts follow."""
    Policy.objects.update(is_default=False)
    policy = small_policy()
    Policy.objects.filter(pk=policy.pk).update(is_default=True)
    return policy


def people(organisation: Organisation) -> list[Profile]:
    """Five who share a task; the first alone has a skill."""
    made = crowd(5, ("task", "orderpicken"), confirmed_on=TODAY)
    made[0].facts.create(concept=small_vocabulary()["skill", "heftruck-rijden"])
    Candidate.objects.update(organisation=organisation)
    return made


def page(client: Reader, profile: Profile, query: str = "") -> str:
    return text_of(client.get(reverse("staff:visible", args=[profile.candidate_id]) + query))


def test_shown_facts_and_what_was_changed_are_told(client: Reader, organisation: Organisation) -> None:
    profile = people(organisation)[0]
    publish_release(on=TODAY)
    shown = page(client, profile)
    assert "Dit zien werkgevers nu" in shown
    assert '<li class="utrecht-data-badge">Orderpicken</li>' in shown
    assert "<td>Heftruck rijden</td><td>" in shown
    assert "Niet getoond" in shown
    assert "Te weinig mensen met deze plaats en opleiding delen dit gegeven." in shown


def test_next_publication_is_worked_out_on_request(client: Reader, organisation: Organisation) -> None:
    profile = people(organisation)[0]
    publish_release(on=TODAY)
    assert "Zo wordt het na de volgende publicatie" not in page(client, profile)
    shown = page(client, profile, "?straks")
    assert "Zo wordt het na de volgende publicatie" in shown
    assert "Dit is een schatting." in shown


def test_draft_is_shown_as_if_it_were_released(client: Reader, organisation: Organisation) -> None:
    people(organisation)
    draft = ProfileFactory(candidate__organisation=organisation)
    shown = page(client, draft)
    assert "Werkgevers zien deze kandidaat nu niet." in shown
    assert "Zo zou het zijn als dit profiel nu werd gepubliceerd" in shown


def test_hidden_profile_is_no_longer_shown(client: Reader, organisation: Organisation) -> None:
    profile = people(organisation)[0]
    publish_release(on=TODAY)
    hide(profile=profile, to=Profile.State.PAUSED, on=TODAY)
    assert "Werkgevers zien deze kandidaat nu niet." in page(client, profile)


def test_too_few_people_are_held_back_in_words(client: Reader, organisation: Organisation) -> None:
    profile = crowd(1, ("task", "orderpicken"), confirmed_on=TODAY)[0]
    Candidate.objects.update(organisation=organisation)
    assert "Niets: dit profiel wordt in zijn geheel achtergehouden." in page(client, profile)


def test_policy_that_cannot_be_followed_is_said(client: Reader, organisation: Organisation) -> None:
    Policy.objects.update(is_default=False)
    draft = ProfileFactory(candidate__organisation=organisation)
    assert "Er is geen standaardbeleid." in page(client, draft)


def test_candidate_without_profile_has_nothing_to_show(client: Reader, candidate: Candidate) -> None:
    shown = text_of(client.get(reverse("staff:visible", args=[candidate.pk])))
    assert "Er is nog geen profiel." in shown


def test_every_group_card_is_told_apart(
    client: Reader, organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = people(organisation)[0]
    cards = (
        ShownCard(6, (ShownFact("task", "orderpicken", "Orderpicken"),)),
        ShownCard(11, (ShownFact("skill", "heftruck-rijden", "Heftruck rijden"),)),
    )
    preview = ProfilePreview(1, "twin-cards", cards, ())
    monkeypatch.setattr(visible, "shown_profile", lambda profile: preview)
    shown = page(client, profile)
    assert "De kandidaat staat op 2 kaarten, telkens tussen andere mensen." in shown
    assert "Kaart 2 van 2" in shown
    assert "Deze kaart is van 11 mensen. Werkgevers zien niet precies hoeveel." in shown
    assert "voor werkgevers onbekend" not in shown


def test_what_stands_on_no_card_has_its_reason(
    client: Reader, organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = people(organisation)[0]
    change = ChangedFact("task", "x", "Bonbons maken", "y", "Keuken", "rare_in_class", "Te weinig mensen.")
    card = ShownCard(6, (ShownFact("task", "y", "Keuken"),))
    preview = ProfilePreview(1, "twin-cards", (card,), (change,))
    monkeypatch.setattr(visible, "shown_profile", lambda profile: preview)
    shown = page(client, profile)
    assert "De kandidaat staat op 1 kaart, tussen andere mensen." in shown
    assert '<th scope="col">Op deze kaarten</th>' in shown
    assert "Te weinig mensen." in shown
