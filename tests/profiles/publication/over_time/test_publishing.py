"""Publishing again after people came, left and changed."""

import pytest

from explorer.release.models import Release
from profiles.publication import publish_release as verb
from profiles.publication.models import Publication
from profiles.publication.over_time.settle import Settled, settle
from profiles.publication.publish_release import PublicationRefused, publish_release
from profiles.publication.withdraw import withdraw
from profiles.register.models import Profile, ProfileFact
from tests.factories.register import TODAY
from tests.factories.vocabulary import small_vocabulary
from tests.profiles.publication.people import crowd, small_policy

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])

MBO = ("education", "mbo-2")


def publish() -> Publication:
    return publish_release(on=TODAY, policy=small_policy())


def told_of(publication: Publication, profile: Profile) -> set[str]:
    """Codes on the row of a person; empty when the release does not show them."""
    place = publication.released.filter(profile=profile).first()
    if place is None:
        return set()
    release = Release.objects.get(number=publication.release_number)
    facts = release.profiles.get(number=place.row_numbers[0]).facts
    return set(release.concepts.filter(number__in=facts).values_list("code", flat=True))


def test_first_release_is_joined_with_nothing() -> None:
    crowd(6, MBO)
    assert publish().report["over_time"] == {"before": None, "broken": 0, "waiting": 0}


def test_fewer_newcomers_than_k_wait_for_more() -> None:
    crowd(6, MBO, ("task", "orderpicken"))
    publish()
    newcomers = crowd(2, MBO, ("task", "orderpicken"))
    second = publish()
    assert second.report["over_time"]["waiting"] == 2
    assert told_of(second, newcomers[0]) == set()
    crowd(1, MBO, ("task", "orderpicken"))
    assert "orderpicken" in told_of(publish(), newcomers[0])


def test_who_moves_alone_waits() -> None:
    here = crowd(7, MBO)
    crowd(6, MBO, place="GM0889")
    publish()
    here[0].candidate.municipality = small_vocabulary()["place", "GM0889"]
    here[0].candidate.save()
    assert told_of(publish(), here[0]) == set()
    # By now nobody can see any more that they came from elsewhere; but they came alone.
    assert told_of(publish(), here[0]) == set()


def test_fact_that_only_two_gained_is_held_back() -> None:
    knowing = crowd(4, MBO, ("skill", "heftruck-rijden"))
    others = crowd(6, MBO)
    publish()
    fact = small_vocabulary()["skill", "heftruck-rijden"]
    ProfileFact.objects.bulk_create(ProfileFact(profile=profile, concept=fact) for profile in others[:2])
    second = publish()
    assert "heftruck-rijden" in told_of(second, knowing[0])
    # Six know it now and so would be told alone; joined, two would have gone from *not recorded* to it.
    assert second.report["over_time"]["broken"] == 0


def test_who_left_is_no_reason_to_take_back_what_was_told() -> None:
    people = crowd(7, MBO, ("task", "orderpicken"))
    publish()
    withdraw(profile=people[0], on=TODAY)
    second = publish()
    assert second.report["over_time"] == {"before": 1, "broken": 0, "waiting": 0, "told": 1}
    assert "orderpicken" in told_of(second, people[1])


def test_what_waiting_costs_is_kept_with_the_release() -> None:
    crowd(6, MBO, ("task", "orderpicken"))
    publish()
    crowd(2, MBO, ("task", "orderpicken"))
    # Two of eight, who are told as the others are, wait.
    assert publish().report["over_time"]["told"] == 0.75


def test_release_that_tells_too_much_with_the_former_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    crowd(6, MBO)
    publish()
    crowd(2, MBO)

    def careless(population: object, rules: object, **_: object) -> Settled:
        return settle(population, rules, lot=verb.fresh_lot(), before=None)

    monkeypatch.setattr(verb, "settle", careless)
    with pytest.raises(PublicationRefused, match="Samen met de vorige uitgave"):
        publish()
    active = Release.objects.active()
    assert active is not None and active.number == 1
    assert not Publication.objects.filter(release_number=2).exists()
