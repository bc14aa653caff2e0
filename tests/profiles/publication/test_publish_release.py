"""Making a release: what is written, in which order, and what is left when it is cut off."""

import json
from collections import Counter

import psycopg
import pytest
from django.db import IntegrityError, connections, transaction

from explorer.release.artefact.sections import from_bytes
from explorer.release.content import recompute
from explorer.release.models import PublishedProfile, ReferenceKey, Release, Withdrawal
from profiles.anonymisation.anonymise import Outcome
from profiles.anonymisation.policy import Policy as Rules
from profiles.publication import locks
from profiles.publication import publish_release as verb
from profiles.publication.models import Policy, Publication, ReleasedProfile
from profiles.publication.over_time.settle import Settled, settle
from profiles.publication.publish_release import PublicationRefused, publish_release
from profiles.publication.withdraw import withdraw
from profiles.register.models import Profile
from tests.database import as_owner
from tests.factories.register import TODAY
from tests.profiles.publication.people import crowd, small_policy

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])


def town() -> list[Profile]:
    """Twelve people of whom two hold a rare skill."""
    return [
        *crowd(6, ("education", "mbo-2"), ("task", "orderpicken"), ("skill", "heftruck-rijden")),
        *crowd(4, ("education", "mbo-2"), ("task", "orderpicken"), hours_min=20, hours_max=30),
        *crowd(2, ("education", "mbo-2"), ("skill", "reachtruck-rijden")),
    ]


def publish() -> Publication:
    return publish_release(on=TODAY, policy=small_policy(), by="beheerder")


def test_publishing_makes_the_release_active() -> None:
    town()
    publication = publish()
    release = Release.objects.get(number=publication.release_number)
    assert Release.objects.active() == release
    assert (release.number, release.released_on, release.synthetic) == (1, TODAY, False)
    assert release.policy == Rules(k=3, m=1, floor=5).to_json()
    assert publication.made_by == "beheerder"
    assert publication.policy == release.policy


def test_rows_equal_the_pure_result(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[Outcome] = []

    def remembering(*given: object, **named: object) -> Settled:
        settled = settle(*given, **named)
        drawn.append(settled.outcome)
        return settled

    monkeypatch.setattr(verb, "settle", remembering)
    profiles = town()
    publication = publish()
    stored = PublishedProfile.objects.order_by("number").values_list("number", "people", "facts")
    pure = [(number, row.people, list(row.facts)) for number, row in enumerate(drawn[0].rows)]
    assert list(stored) == pure
    places = dict(publication.released.values_list("profile", "row_numbers"))
    assert places == {profile.pk: list(drawn[0].stands[at]) for at, profile in enumerate(profiles)}


def test_rows_speak_of_what_people_hold() -> None:
    profiles = crowd(6, ("education", "mbo-2"), ("skill", "heftruck-rijden"))
    place = publish().released.get(profile=profiles[0])
    release = Release.objects.get()
    facts = release.profiles.get(number=place.row_numbers[0]).facts
    told = set(release.concepts.filter(number__in=facts).values_list("attribute", "code"))
    assert {("place", "GM0983"), ("education", "mbo-2"), ("skill", "heftruck-rijden")} <= told
    assert ("hours", "niet-vastgelegd") in told


def test_index_and_key_belong_to_the_rows() -> None:
    town()
    publish()
    release = Release.objects.get()
    made = from_bytes(bytes(release.index.data), content=release.content_hash)
    rows = list(release.profiles.order_by("number"))
    assert made.people.tolist() == [row.people for row in rows]
    assert [made.phrases.words(row.number) for row in rows] == [row.facts for row in rows]
    assert len(bytes(ReferenceKey.objects.get().secret)) == 32


def test_checksum_can_be_computed_from_the_database() -> None:
    town()
    publish()
    release = Release.objects.get()
    assert recompute(release) == release.content_hash


def test_changes_are_kept_inside() -> None:
    profiles = town()
    changes = publish().released.get(profile=profiles[-1]).changes
    assert {"attribute": "skill", "code": "reachtruck-rijden", "shown_as": "", "reason": "rare_in_class"} in [
        {**change, "shown_as": ""} for change in changes
    ]


def test_rows_carry_nothing_but_numbers() -> None:
    for profile in town():
        profile.note = "Geheim"
        profile.save()
    publish()
    with connections["explorer"].cursor() as cursor:
        cursor.execute("SELECT to_jsonb(row) FROM explorer_release_publishedprofile row")
        rows = [json.loads(row) for (row,) in cursor.fetchall()]
    assert {key for row in rows for key in row} == {"id", "release_id", "number", "people", "facts"}
    assert all(isinstance(value, int) for row in rows for value in (row["people"], *row["facts"]))


def test_public_counts_follow_from_the_rows() -> None:
    town()
    publish()
    release = Release.objects.get()
    rows = list(release.profiles.all())
    key = set(release.concepts.filter(attribute__in=["place"]).values_list("number", flat=True))
    key |= set(release.concepts.filter(attribute="education", parent=None).values_list("number", flat=True))
    assert release.counts == {
        "people": sum(row.people for row in rows),
        "rows": len(rows),
        "classes": len({frozenset(key.intersection(row.facts)) for row in rows}),
    }


def test_everybody_stands_on_one_row() -> None:
    profiles = town()
    publication = publish()
    people = Counter(row for (row,) in publication.released.values_list("row_numbers", flat=True))
    assert people == dict(PublishedProfile.objects.values_list("number", "people"))
    assert sum(people.values()) == len(profiles)


def test_released_row_refuses_update_even_by_its_owner() -> None:
    town()
    publish()
    with (
        pytest.raises(IntegrityError, match="immutable"),
        transaction.atomic(using="explorer"),
        as_owner("explorer"),
    ):
        PublishedProfile.objects.update(people=9)


def test_too_few_people_publish_nothing() -> None:
    crowd(2, ("task", "orderpicken"))
    with pytest.raises(PublicationRefused, match=r"minstens 3 mensen.*mogen er 2"):
        publish()
    assert not Release.objects.exists()
    assert not Publication.objects.exists()


def test_policy_that_cannot_be_followed_is_refused() -> None:
    town()
    policy = Policy(name="later", k=3, m=4, floor=5)
    with pytest.raises(PublicationRefused, match=r"later.*regel “m”"):
        publish_release(on=TODAY, policy=policy)


def test_default_policy_is_followed_unless_another_is_given() -> None:
    town()
    assert publish_release(on=TODAY).policy["floor"] == 200
    Policy.objects.update(is_default=False)
    with pytest.raises(PublicationRefused, match="standaardbeleid"):
        publish_release(on=TODAY)


def test_second_publication_replaces_the_first() -> None:
    town()
    first, second = publish(), publish()
    assert (first.release_number, second.release_number) == (1, 2)
    states = dict(Release.objects.values_list("number", "state"))
    assert states == {1: "retired", 2: "active"}
    assert ReleasedProfile.objects.count() == 24


def test_cut_off_before_the_register_knows_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    town()
    first = publish()
    with monkeypatch.context() as cut:
        cut.setattr(verb, "write_publication", _cut_off)
        with pytest.raises(KeyboardInterrupt):
            publish()
    assert dict(Release.objects.values_list("number", "state")) == {1: "active", 2: "prepared"}
    assert list(Publication.objects.all()) == [first]
    publish()
    assert dict(Release.objects.values_list("number", "state")) == {1: "retired", 2: "active"}


def test_cut_off_before_activation_leaves_it_prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    town()
    with monkeypatch.context() as cut:
        cut.setattr(verb, "activate_release", _cut_off)
        with pytest.raises(KeyboardInterrupt):
            publish()
    assert dict(Release.objects.values_list("number", "state")) == {1: "prepared"}
    publish()
    assert dict(Release.objects.values_list("number", "state")) == {1: "prepared", 2: "active"}


def test_who_is_withdrawn_meanwhile_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    profiles = town()

    def slowly(*given: object, **named: object) -> Settled:
        withdraw(profile=profiles[0], on=TODAY)
        return settle(*given, **named)

    monkeypatch.setattr(verb, "settle", slowly)
    place = publish().released.get(profile=profiles[0])
    assert place.withdrawn_at is not None
    assert [Withdrawal.objects.get().profile_number] == place.row_numbers


def _cut_off(**_: object) -> None:
    raise KeyboardInterrupt


def test_second_publisher_is_refused_while_one_works() -> None:
    town()
    settings = connections["default"].get_connection_params()
    settings.pop("cursor_factory", None), settings.pop("context", None)
    with psycopg.connect(**settings) as other:
        other.execute("SELECT pg_advisory_lock(%s, %s)", [locks._NAMESPACE, locks._PUBLISHING])
        with pytest.raises(PublicationRefused, match="Iemand anders"):
            publish()
    assert not Release.objects.exists()
    publish()
    with locks.publishing() as alone:
        assert alone


def test_failure_releases_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    crowd(1)
    with pytest.raises(PublicationRefused, match="minstens"):
        publish()
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db(databases=["default", "explorer"], transaction=True)
def test_publishing_inside_a_transaction_is_refused() -> None:
    town()
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic(using="explorer"):
        publish()
    assert not Release.objects.exists()
