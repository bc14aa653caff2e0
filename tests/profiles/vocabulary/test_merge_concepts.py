"""Two concepts become one: everything that named the first names the second, and history says so."""

import pytest
from django.apps import apps
from django.urls import reverse

from profiles.vocabulary.merge_concepts import MergeRefused, merge_concepts, moves
from profiles.vocabulary.models import Concept, EmployerWord, WordConcept
from tests.factories.register import TODAY, CandidateFactory, MunicipalityFactory, ProfileFactory
from tests.factories.staff import StaffUserFactory
from tests.factories.vocabulary import small_vocabulary
from tests.profiles.staff.reader import logged_in

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])


@pytest.fixture
def pair() -> tuple[Concept, Concept]:
    words = small_vocabulary()
    old = words["task", "orderpicken"]
    return old, Concept.objects.create(attribute="task", code="picken", label_nl="Picken", label_en="Picking")


def test_facts_move_and_nobody_has_it_twice(pair: tuple[Concept, Concept]) -> None:
    old, new = pair
    one, both = ProfileFactory(facts=[old]), ProfileFactory(facts=[old, new])
    word = EmployerWord.objects.create(word="pickbaan")
    WordConcept.objects.create(word=word, concept=old)
    assert sum(moves(old).values()) == 3
    merge_concepts(concept=old, into=new, on=TODAY)
    for profile in (one, both):
        assert [fact.concept for fact in profile.facts.all()] == [new]
    assert word.meanings.get().concept == new
    old.refresh_from_db()
    assert not old.is_valid(on=TODAY) and "Orderpicken" in Concept.objects.get(pk=new.pk).synonyms_nl
    events = apps.get_model("register", "ProfileFactEvent").objects.filter(profile_id=one.pk)
    assert [(e.pgh_label, e.concept_id) for e in events.order_by("pgh_id")][1:] == [
        ("delete", old.pk),
        ("insert", new.pk),
    ]


def test_people_of_a_merged_municipality_live_in_the_other() -> None:
    old, new = MunicipalityFactory(), MunicipalityFactory(code="GM0984")
    candidate = CandidateFactory(municipality=old)
    merge_concepts(concept=old, into=new, on=TODAY)
    candidate.refresh_from_db()
    assert candidate.municipality == new


def test_two_that_do_not_go_together_are_refused(pair: tuple[Concept, Concept]) -> None:
    old, new = pair
    with pytest.raises(MergeRefused, match="ander begrip"):
        merge_concepts(concept=old, into=old, on=TODAY)
    with pytest.raises(MergeRefused, match="hetzelfde kenmerk"):
        merge_concepts(concept=old, into=small_vocabulary()["licence", "B"], on=TODAY)
    child = Concept.objects.create(attribute="task", code="kind", label_nl="Kind", label_en="C", parent=new)
    with pytest.raises(MergeRefused, match="hangt onder"):
        merge_concepts(concept=new, into=child, on=TODAY)


def test_page_shows_what_moves_before_it_does(pair: tuple[Concept, Concept]) -> None:
    old, new = pair
    ProfileFactory(facts=[old])
    client = logged_in(StaffUserFactory(admin=True))
    address = reverse("admin:vocabulary_merge", args=[old.pk])
    assert "Picken" in client.get(address).content.decode()
    assert "Ja, voeg samen" in client.get(address, {"in": new.pk}).content.decode()
    assert client.get(address, {"in": "\u0663"}).status_code == 200
    shown = client.post(address, {"in": new.pk}, follow=True).content.decode()
    assert "verwijzingen verplaatst" in shown
