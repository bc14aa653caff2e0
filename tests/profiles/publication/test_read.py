import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from explorer.release.models import NOT_APPLICABLE, NOT_RECORDED
from profiles.anonymisation.sampling import Sampling
from profiles.publication.read import Population, read_population
from profiles.register.models import Profile, ProfileFact
from tests.factories.register import TODAY
from tests.factories.vocabulary import small_vocabulary
from tests.profiles.publication.people import crowd

pytestmark = pytest.mark.django_db
SAMPLING = Sampling(b"a secret", rate=0.05)


def read(**given: object) -> Population:
    return read_population(on=TODAY, sampling=SAMPLING, **given)


def facts_of(population: Population, profile: Profile) -> set[tuple[str, str]]:
    """All facts of a profile, as (attribute, code), without what is not recorded."""
    people, person = population.people, population.profiles.index(profile.pk)
    concepts = population.numbering.concepts
    numbers = people.facts[people.starts[person] : people.starts[person + 1]].tolist()
    facts = {(concepts[number - 1].attribute, concepts[number - 1].code) for number in numbers}
    return {fact for fact in facts if fact[1] != NOT_RECORDED}


def test_only_publishable_profiles_are_read() -> None:
    shown = crowd(2, ("task", "orderpicken"))
    crowd(1, state=Profile.State.READY)
    crowd(1, confirmed_on=TODAY - datetime.timedelta(days=400))
    population = read()
    assert population.profiles == tuple(profile.pk for profile in shown)
    assert population.candidates == tuple(profile.candidate_id for profile in shown)
    assert population.people.keys.tolist() == [SAMPLING.person_key(pk) for pk in population.candidates]


def test_profile_is_closed_upward_with_derived_facts() -> None:
    [profile] = crowd(
        1, ("task", "orderpicken"), ("education", "mbo-2"), ("competence", "24105"),
        ("worktime", "ma-ochtend"),
        hours_min=20, hours_max=32, available_from=TODAY, not_applicable=["licence"],
    )  # fmt: skip
    assert facts_of(read(), profile) == {
        ("education", "mbo"), ("education", "mbo-2"), ("worktime", "ma-ochtend"),
        ("task", "magazijn-en-logistiek"), ("task", "orderpicken"), ("competence", "24105"),
        ("hours", "tot-24"), ("hours", "16-24"), ("hours", "vanaf-24"), ("hours", "24-32"),
        ("availability", "meteen"), ("licence", NOT_APPLICABLE),
    }  # fmt: skip


def test_dropped_attributes_are_not_read() -> None:
    [profile] = crowd(1, ("distance", "25"), ("contract", "B"), ("task", "groen"))
    assert facts_of(read(), profile) == {("task", "groen")}


def test_derived_attributes_are_not_taken_from_chosen_facts() -> None:
    [profile] = crowd(1, ("hours", "0-8"), ("place", "GM0889"))
    population = read()
    assert facts_of(population, profile) == set()
    place = population.numbering.concepts[population.people.municipality[0] - 1]
    assert place.code == "GM0983"


def test_condition_without_a_fact_is_not_recorded() -> None:
    crowd(1, ("licence", "B"))
    population = read()
    concepts = [population.numbering.concepts[number - 1] for number in population.people.facts]
    unknown = {concept.attribute for concept in concepts if concept.code == NOT_RECORDED}
    assert "licence" not in unknown and {"hours", "education", "worktime"} <= unknown


def test_fact_outweighs_not_applicable() -> None:
    [profile] = crowd(1, ("licence", "B"), not_applicable=["licence"])
    assert facts_of(read(), profile) == {("licence", "B")}


def test_person_without_a_municipality_is_counted_nowhere() -> None:
    [profile, other] = crowd(2, ("task", "groen"))
    profile.candidate.municipality = None
    profile.candidate.save()
    population = read()
    assert population.profiles == (other.pk,) and population.without_place == 1


def test_ended_concept_counts_as_its_parent() -> None:
    words = small_vocabulary()
    [profile] = crowd(1, ("task", "orderpicken"))
    concept = words["task", "orderpicken"]
    concept.valid_until = TODAY - datetime.timedelta(days=1)
    concept.save()
    assert facts_of(read(), profile) == {("task", "magazijn-en-logistiek")}


def test_highest_of_two_educations_counts() -> None:
    [profile] = crowd(1, ("education", "mbo-1"), ("education", "basisonderwijs"))
    found = facts_of(read(), profile)
    assert ("education", "mbo-1") in found and ("education", "basis") not in found


def test_places_are_of_the_regions_of_organisations() -> None:
    small_vocabulary()
    crowd(1)
    codes = {concept.code for concept in read().numbering.concepts if concept.attribute == "place"}
    assert codes == {"AM31", "GM0983", "GM0889", "GM1507"}


def test_queries_do_not_grow_with_people() -> None:
    words = small_vocabulary()

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            read()
        return len(captured)

    crowd(1, ("task", "groen"))
    few = queries()
    for profile in crowd(30):
        ProfileFact.objects.create(profile=profile, concept=words["task", "orderpicken"])
    assert queries() == few <= 3


def test_nobody_is_an_empty_population() -> None:
    small_vocabulary()
    population = read()
    assert population.profiles == () and len(population.people) == 0
