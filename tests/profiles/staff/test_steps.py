"""The buttons of the profile page: which ones there are, and whether the profile counts afterwards."""

import pytest
from django.urls import reverse

from profiles.register.lifecycle import TRANSITIONS
from profiles.register.models import Candidate, Organisation, Profile
from profiles.staff.steps import BY_NAME, steps_for
from tests.factories.register import TODAY, ProfileFactory
from tests.factories.vocabulary import small_vocabulary
from tests.profiles.staff.profile_page import facts_of, opened, save, submit, text_of
from tests.profiles.staff.reader import Reader

State = Profile.State
pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
HIDING = {"paused": State.PAUSED, "placed": State.PLACED, "withdrawn": State.WITHDRAWN}


def released_profile(organisation: Organisation) -> Profile:
    """One that the next release would count."""
    return ProfileFactory(candidate__organisation=organisation, published=True)


def take(client: Reader, candidate: Candidate, step: str) -> None:
    """Take a step by its button, or by the page that asks whether it is meant."""
    if BY_NAME[step].asks_first:
        client.post(reverse("staff:step", args=[candidate.pk, step]))
    else:
        save(client, candidate, then=step)


def counts(profile: Profile) -> bool:
    return Profile.objects.publishable(on=TODAY).contains(profile)


@pytest.mark.parametrize("state", State)
def test_buttons_are_the_steps_the_life_cycle_allows(state: str) -> None:
    names = {step.name for step in steps_for(Candidate(), Profile(state=state))}
    assert names & set(State.values) == set(TRANSITIONS[state])
    assert "objection" in names and "lift" not in names
    assert ("confirm" in names) == (state in Profile.IN_USE)


def test_objection_takes_the_button_of_release_away() -> None:
    names = {step.name for step in steps_for(Candidate(objected_on=TODAY), Profile(state=State.READY))}
    assert "published" not in names
    assert "lift" in names


def test_new_profile_can_only_be_made_ready() -> None:
    assert {step.name for step in steps_for(Candidate(), None)} == {"ready", "objection"}


def test_whole_life_by_buttons(client: Reader, candidate: Candidate) -> None:
    save(client, candidate, publication_basis="consent")
    for step in ("ready", "draft", "ready", "published", "paused", "published", "placed", "draft"):
        if BY_NAME[step].asks_first:
            client.post(reverse("staff:step", args=[candidate.pk, step]))
        else:
            save(client, candidate, then=step)
        assert Profile.objects.get().state == step
    assert Profile.objects.get().confirmed_on == TODAY


def test_button_saves_what_was_filled_in(client: Reader, candidate: Candidate) -> None:
    save(client, candidate, note="Kort", then="ready")
    profile = Profile.objects.get()
    assert (profile.state, profile.note) == (State.READY, "Kort")


def test_error_holds_up_a_release(client: Reader, candidate: Candidate) -> None:
    save(client, candidate, publication_basis="consent", then="ready")
    assert save(client, candidate, hours_min="acht", then="published").status_code == 200
    assert Profile.objects.get().state == State.READY


def test_refused_step_is_said_and_the_rest_is_saved(client: Reader, candidate: Candidate) -> None:
    save(client, candidate, then="ready")
    form = opened(client, candidate)
    page = text_of(submit(client, candidate, form, note="Kort", then="published"))
    assert page == ""
    page = text_of(client.get(f"/kandidaten/{candidate.pk}/profiel/"))
    assert "Leg eerst vast op welke grondslag" in page
    assert (Profile.objects.get().state, Profile.objects.get().note) == (State.READY, "Kort")


@pytest.mark.parametrize("step", HIDING)
def test_hiding_takes_the_profile_out_of_the_count(
    client: Reader, organisation: Organisation, step: str
) -> None:
    profile = released_profile(organisation)
    take(client, profile.candidate, step)
    profile.refresh_from_db()
    assert profile.state == HIDING[step]
    assert not counts(profile)


def test_objection_withdraws_at_once_and_can_be_lifted(client: Reader, organisation: Organisation) -> None:
    profile = released_profile(organisation)
    take(client, profile.candidate, "objection")
    profile.refresh_from_db()
    assert (profile.state, profile.objected_on) == (State.WITHDRAWN, TODAY)
    assert not counts(profile)
    save(client, profile.candidate, then="lift")
    profile.refresh_from_db()
    assert (profile.state, profile.objected_on) == (State.WITHDRAWN, None)


def test_objection_needs_no_profile(client: Reader, candidate: Candidate) -> None:
    take(client, candidate, "objection")
    candidate.refresh_from_db()
    assert candidate.objected_on == TODAY
    assert "Bezwaar: telt niet mee" in text_of(client.get(reverse("staff:profile", args=[candidate.pk])))
    save(client, candidate, publication_basis="consent", then="ready")
    save(client, candidate, then="published")
    assert Profile.objects.get().state == State.READY


@pytest.mark.parametrize("step", ["placed", "withdrawn", "objection"])
def test_what_cannot_be_undone_is_asked_first(client: Reader, organisation: Organisation, step: str) -> None:
    profile = released_profile(organisation)
    page = text_of(client.get(reverse("staff:step", args=[profile.candidate_id, step])))
    assert "Nee, terug" in page
    # Nor does the form take such a step by itself.
    save(client, profile.candidate, then=step)
    profile.refresh_from_db()
    assert (profile.state, profile.objected_on) == (State.PUBLISHED, None)


def test_step_that_is_not_possible_is_refused_in_words(client: Reader, candidate: Candidate) -> None:
    response = client.post(reverse("staff:step", args=[candidate.pk, "placed"]), follow=True)
    assert "Deze stap kan nu niet." in text_of(response)
    assert client.get(reverse("staff:step", args=[candidate.pk, "vliegen"])).status_code == 404


def test_no_error_holds_up_hiding(client: Reader, organisation: Organisation) -> None:
    profile = released_profile(organisation)
    response = save(client, profile.candidate, then="paused", hours_min="acht", note="Nog niet bewaard")
    page = text_of(response)
    assert "op geen lijst meer" in page
    assert "Nog niet bewaard: er klopt iets niet" in page
    assert "Nog niet bewaard</textarea>" in page
    assert not counts(profile)


def test_own_hiding_does_not_overtake_the_own_form(client: Reader, organisation: Organisation) -> None:
    small_vocabulary()
    profile = released_profile(organisation)
    assert save(client, profile.candidate, then="paused", licence="B").status_code == 302
    assert facts_of(profile.candidate, "licence") == {"B"}


def test_hiding_does_not_hide_what_a_colleague_changed(client: Reader, organisation: Organisation) -> None:
    profile = released_profile(organisation)
    mine = opened(client, profile.candidate)
    save(client, profile.candidate, note="Van een collega")
    page = text_of(submit(client, profile.candidate, mine, then="paused", note="Van mij"))
    assert "Een collega bewaarde dit intussen ook" in page
    profile.refresh_from_db()
    assert (profile.state, profile.note) == (State.PAUSED, "Van een collega")


def test_unknown_step_is_only_a_save(client: Reader, candidate: Candidate) -> None:
    save(client, candidate, then="vliegen", note="Kort")
    assert Profile.objects.get().state == State.DRAFT


def test_basis_of_a_released_profile_stays(client: Reader, organisation: Organisation) -> None:
    profile = ProfileFactory(candidate__organisation=organisation, published=True)
    page = text_of(save(client, profile.candidate, publication_basis=""))
    assert "Trek het eerst terug" in page
    assert 'href="#id_publication_basis"' in page
