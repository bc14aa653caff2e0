import datetime
from typing import Any

import pytest
from django.apps import apps

from profiles.register.models import Profile
from profiles.register.verbs.save_profile import (
    ProfileAnswers,
    ProfileOvertaken,
    ProfileRefused,
    save_profile,
)
from profiles.vocabulary.models import Concept
from tests.factories.register import TODAY, CandidateFactory, ProfileFactory
from tests.factories.vocabulary import small_vocabulary

pytestmark = pytest.mark.django_db
ProfileFactEvent = apps.get_model("register", "ProfileFactEvent")


def save(profile: Profile, **answers: Any) -> Profile:
    return save_profile(
        candidate=profile.candidate, answers=ProfileAnswers(**answers), seen_at=profile.updated_at
    )


def chosen(*concepts: Concept) -> dict[str, list[int]]:
    return {concept.attribute: [concept.pk] for concept in concepts}


def test_first_save_makes_the_profile() -> None:
    candidate = CandidateFactory()
    word = small_vocabulary()["task", "orderpicken"]
    answers = ProfileAnswers(chosen=chosen(word), hours=(16, 24), note="Belt liever", available_from=TODAY)
    profile = save_profile(candidate=candidate, answers=answers, seen_at=None)
    stored = Profile.objects.get(candidate=candidate)
    assert stored == profile
    assert (stored.state, stored.hours_min, stored.hours_max) == ("draft", 16, 24)
    assert (stored.note, stored.available_from) == ("Belt liever", TODAY)
    assert [fact.concept for fact in stored.facts.all()] == [word]


def test_answers_replace_what_was_said() -> None:
    words = small_vocabulary()
    profile = ProfileFactory(
        hours_min=16, hours_max=24, not_applicable=["licence"], facts=[words["task", "orderpicken"]]
    )
    save(profile, chosen=chosen(words["skill", "heftruck-rijden"]))
    stored = Profile.objects.get()
    assert (stored.hours_min, stored.not_applicable) == (None, [])
    assert [fact.concept.code for fact in stored.facts.all()] == ["heftruck-rijden"]


def test_unchanged_facts_leave_no_trace_in_history() -> None:
    words = small_vocabulary()
    profile = ProfileFactory(facts=[words["task", "orderpicken"]])
    before = ProfileFactEvent.objects.count()
    save(profile, chosen=chosen(words["task", "orderpicken"], words["skill", "heftruck-rijden"]))
    assert ProfileFactEvent.objects.count() == before + 1


def test_derived_facts_are_left_alone() -> None:
    words = small_vocabulary()
    profile = ProfileFactory(facts=[words["hours", "0-8"]])
    save(profile)
    assert [fact.concept.code for fact in profile.facts.all()] == ["0-8"]


@pytest.mark.parametrize("attribute", ["place", "hours", "availability", "shoe_size"])
def test_attribute_that_is_not_chosen_is_refused(attribute: str) -> None:
    with pytest.raises(ProfileRefused) as refusal:
        save(ProfileFactory(), chosen={attribute: []})
    assert refusal.value.field == attribute


def test_chosen_and_not_applicable_exclude_each_other() -> None:
    word = small_vocabulary()["licence", "B"]
    with pytest.raises(ProfileRefused) as refusal:
        save(ProfileFactory(), chosen=chosen(word), not_applicable=frozenset({"licence"}))
    assert refusal.value.field == "licence"


def test_note_with_a_bsn_is_refused() -> None:
    with pytest.raises(ProfileRefused, match="BSN") as refusal:
        save(ProfileFactory(), note="Bel over 111.222.333")
    assert refusal.value.field == "note"


def test_basis_of_a_shown_profile_cannot_vanish() -> None:
    with pytest.raises(ProfileRefused) as refusal:
        save(ProfileFactory(published=True))
    assert refusal.value.field == "publication_basis"


def test_date_of_basis_goes_with_the_basis() -> None:
    profile = ProfileFactory(publication_basis="consent", basis_recorded_on=TODAY)
    assert save(profile, basis_recorded_on=TODAY).basis_recorded_on is None


def test_second_of_two_people_is_told_and_changes_nothing() -> None:
    profile = ProfileFactory()
    save(Profile.objects.get(), hours=(8, 16))
    with pytest.raises(ProfileOvertaken) as overtaken:
        save(profile, hours=(32, 40))
    assert overtaken.value.current.hours_min == 8
    assert Profile.objects.get().hours_min == 8


def test_profile_made_meanwhile_is_not_overwritten() -> None:
    profile = ProfileFactory(hours_min=8, hours_max=16)
    with pytest.raises(ProfileOvertaken):
        save_profile(candidate=profile.candidate, answers=ProfileAnswers(), seen_at=None)
    assert Profile.objects.get().hours_min == 8


def test_saving_moves_the_mark_that_others_are_held_to() -> None:
    profile = ProfileFactory()
    saved = save(profile, chosen=chosen(small_vocabulary()["task", "orderpicken"]))
    assert saved.updated_at > profile.updated_at
    assert saved.updated_at - profile.updated_at < datetime.timedelta(minutes=1)
