import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from explorer.release.models import NOT_APPLICABLE, NOT_RECORDED
from profiles.anonymisation.facts import complete
from profiles.publication.read import Population, read_population
from profiles.register.models import Profile, ProfileFact
from tests.factories.register import TODAY, ProfileFactory
from tests.factories.vocabulary import small_vocabulary
from tests.profiles.publication.people import crowd

pytestmark = pytest.mark.django_db


def facts_of(population: Population, profile: Profile) -> set[tuple[str, str]]:
    """All that holds for a profile, as (attribute, code), without what is not recorded."""
    tree = population.words.tree
    held = complete(tree, chosen=population.chosen, not_applicable=population.not_applicable)
    person = population.profiles.index(profile.pk)
    numbers = [number for number in held.concept[held.person == person] if number < len(tree)]
    facts = {(tree.words[number].attribute, tree.words[number].code) for number in numbers}
    return {fact for fact in facts if fact[1] != NOT_RECORDED}


def test_only_publishable_profiles_are_read() -> None:
    shown = crowd(2, ("task", "orderpicken"))
    crowd(1, state=Profile.State.READY)
    crowd(1, confirmed_on=TODAY - datetime.timedelta(days=400))
    assert read_population(on=TODAY).profiles == tuple(profile.pk for profile in shown)


def test_profile_is_closed_upward_with_derived_facts() -> None:
    [profile] = crowd(
        1, ("task", "orderpicken"), ("education", "mbo-2"), ("competence", "24105"),
        hours_min=20, hours_max=32, available_from=TODAY, not_applicable=["licence"],
    )  # fmt: skip
    assert facts_of(read_population(on=TODAY), profile) == {
        ("place", "AM31"), ("place", "GM0983"), ("education", "mbo"), ("education", "mbo-2"),
        ("task", "magazijn-en-logistiek"), ("task", "orderpicken"), ("competence", "24105"),
        ("hours", "tot-24"), ("hours", "16-24"), ("hours", "vanaf-24"), ("hours", "24-32"),
        ("availability", "meteen"), ("licence", NOT_APPLICABLE),
    }  # fmt: skip


def test_dropped_attributes_are_not_read() -> None:
    [profile] = crowd(1, ("distance", "25"), ("contract", "B"), ("worktime", "ma-ochtend"), ("task", "groen"))
    attributes = {attribute for attribute, code in facts_of(read_population(on=TODAY), profile)}
    assert attributes == {"place", "task"}


def test_derived_attributes_are_not_taken_from_chosen_facts() -> None:
    [profile] = crowd(1, ("hours", "0-8"), ("place", "GM0889"))
    assert facts_of(read_population(on=TODAY), profile) == {("place", "AM31"), ("place", "GM0983")}


def test_place_unknown_is_not_recorded() -> None:
    [profile] = crowd(1, ("task", "groen"))
    profile.candidate.municipality = None
    profile.candidate.save()
    assert facts_of(read_population(on=TODAY), profile) == {("task", "groen")}


def test_ended_concept_counts_as_its_parent() -> None:
    words = small_vocabulary()
    [profile] = crowd(1, ("task", "orderpicken"), place="GM0889")
    for concept in (words["place", "GM0889"], words["task", "orderpicken"]):
        concept.valid_until = TODAY - datetime.timedelta(days=1)
        concept.save()
    found = facts_of(read_population(on=TODAY), profile)
    assert found == {("place", "AM31"), ("task", "magazijn-en-logistiek")}


def test_highest_of_two_educations_counts() -> None:
    [profile] = crowd(1, ("education", "mbo-1"), ("education", "basisonderwijs"))
    found = facts_of(read_population(on=TODAY), profile)
    assert ("education", "mbo-1") in found
    assert ("education", "basis") not in found


def test_draft_can_be_included() -> None:
    crowd(2)
    draft = ProfileFactory()
    assert draft.pk in read_population(on=TODAY, including=draft).profiles
    assert draft.pk not in read_population(on=TODAY).profiles


def test_one_who_is_publishable_is_included_once() -> None:
    profiles = crowd(2)
    assert len(read_population(on=TODAY, including=profiles[0]).profiles) == 2


def test_queries_do_not_grow_with_people() -> None:
    words = small_vocabulary()

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            read_population(on=TODAY)
        return len(captured)

    crowd(1, ("task", "groen"))
    few = queries()
    for profile in crowd(30):
        ProfileFact.objects.create(profile=profile, concept=words["task", "orderpicken"])
    assert queries() == few <= 2


def test_nobody_is_an_empty_population() -> None:
    small_vocabulary()
    population = read_population(on=TODAY)
    assert population.profiles == ()
    assert len(population.chosen.person) == 0
