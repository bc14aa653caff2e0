import pghistory
import pytest
from django.apps import apps

from profiles.register.models import Profile, ProfileFact
from tests.factories.register import CandidateFactory, ProfileFactory
from tests.factories.vocabulary import small_vocabulary

pytestmark = pytest.mark.django_db
CandidateEvent = apps.get_model("register", "CandidateEvent")
ProfileEvent = apps.get_model("register", "ProfileEvent")
ProfileFactEvent = apps.get_model("register", "ProfileFactEvent")


def test_change_is_remembered_with_who_made_it() -> None:
    profile = ProfileFactory()
    with pghistory.context(user=41):
        Profile.objects.filter(pk=profile.pk).update(hours_min=16, hours_max=24)
    event = ProfileEvent.objects.filter(pgh_obj=profile, pgh_label="update").latest("pgh_id")
    assert event.hours_min == 16
    assert event.pgh_context.metadata["user"] == 41


def test_facts_are_remembered_when_added_and_removed() -> None:
    words = small_vocabulary()
    profile = ProfileFactory(facts=[words["task", "orderpicken"]])
    ProfileFact.objects.filter(profile=profile).delete()
    labels = (
        ProfileFactEvent.objects.filter(profile=profile)
        .order_by("pgh_id")
        .values_list("pgh_label", flat=True)
    )
    assert list(labels) == ["insert", "delete"]


def test_history_holds_no_name_and_no_note() -> None:
    identifying = {"reference", "given_name", "family_name", "email", "phone", "reference_index", "note"}
    for model in (CandidateEvent, ProfileEvent, ProfileFactEvent):
        assert not identifying & {field.name for field in model._meta.get_fields()}


def test_moving_to_another_organisation_is_remembered() -> None:
    candidate = CandidateFactory()
    candidate.municipality = None
    candidate.save()
    assert (
        CandidateEvent.objects.filter(pgh_obj=candidate, pgh_label="update", municipality=None).count() == 1
    )
