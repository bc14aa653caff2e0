"""Making a release: what is written, in which order, and what is left when it is cut off."""

import datetime

import psycopg
import pytest
from django.db import IntegrityError, connections, transaction

from explorer.release.content import content_hash, stored_rows
from explorer.release.models import Group, Release
from profiles.anonymisation.release import make_groups
from profiles.publication import locks
from profiles.publication import publish_release as verb
from profiles.publication.models import Activation, Policy, Publication, SamplingSecret
from profiles.publication.publish_release import PublicationRefused, publish_release
from profiles.publication.recount import RecountFailed, RecountReport
from profiles.register.models import Profile
from tests.database import as_owner
from tests.factories.register import TODAY
from tests.profiles.publication.people import ENOUGH, crowd, publish, small_policy

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
DAY = datetime.timedelta(days=1)


def town() -> list[Profile]:
    """People of whom many pick orders and two drive a reach truck."""
    return [
        *crowd(ENOUGH, ("education", "mbo-2"), ("task", "orderpicken"), ("skill", "heftruck-rijden")),
        *crowd(ENOUGH, ("education", "mbo-2"), ("task", "orderpicken"), hours_min=20, hours_max=30),
        *crowd(2, ("education", "mbo-2"), ("skill", "reachtruck-rijden")),
    ]


def groups_of(release: Release) -> dict[tuple[str, str, str], int]:
    """Label of each group by code of what, name of area and code of condition."""
    code = {concept.number: concept.code for concept in release.concepts.all()} | {0: ""}
    name = {area.number: code.get(area.concept or 0) or area.kinds for area in release.areas.all()}
    return {
        (code[row.what], name[row.area], code[row.condition]): row.at_least for row in release.groups.all()
    }


def test_publishing_makes_the_release_active() -> None:
    town()
    publication = publish()
    release = Release.objects.get(number=publication.release_number)
    assert Release.objects.active() == release
    assert (release.number, release.released_on, release.synthetic) == (1, TODAY, False)
    assert publication.policy == release.policy == small_policy().rules().to_json()
    assert publication.made_by == "beheerder"
    assert [each.by for each in Activation.objects.all()] == ["beheerder"]


def test_groups_say_what_many_have_and_nothing_of_two() -> None:
    town()
    groups = groups_of(Release.objects.get(number=publish().release_number))
    assert groups["orderpicken", "GM0983", ""] >= 10
    assert groups["orderpicken", "GM0983", "mbo-2"] >= 10
    assert groups["heftruck-rijden", "GM0983", ""] >= 5
    assert not any("reachtruck-rijden" in key for key in groups)
    assert all(label in (5, 10, 20) for label in groups.values())


def test_rows_in_the_database_equal_the_pure_result(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []

    def remembering(**given: object) -> object:
        made.append(make_groups(**given))
        return made[0]

    monkeypatch.setattr(verb, "make_groups", remembering)
    town()
    publish()
    stored = Group.objects.order_by("what", "area", "condition")
    rows = list(stored.values_list("what", "area", "condition", "at_least"))
    assert rows == [tuple(row) for row in made[0].groups.tolist()]


def test_checksum_can_be_computed_from_the_database() -> None:
    town()
    publish()
    release = Release.objects.get()
    rows = release.groups.order_by("what", "area", "condition")
    packed = (
        b"".join(n.to_bytes(size, "little") for n, size in zip(row, (2, 2, 2, 4), strict=True))
        for row in rows.values_list("what", "area", "condition", "at_least")
    )
    assert content_hash(release=release, rows=stored_rows(release), groups=packed) == release.content_hash


def test_released_row_refuses_update_even_by_its_owner() -> None:
    town()
    publish()
    with (
        pytest.raises(IntegrityError, match="immutable"),
        transaction.atomic(using="explorer"),
        as_owner("explorer"),
    ):
        Group.objects.update(at_least=9)


def test_too_few_people_publish_nothing() -> None:
    crowd(2, ("task", "orderpicken"))
    with pytest.raises(PublicationRefused, match=r"minstens 5 mensen.*mogen er 2"):
        publish()
    assert not Release.objects.exists() and not Publication.objects.exists()


def test_policy_that_cannot_be_followed_is_refused() -> None:
    town()
    with pytest.raises(PublicationRefused, match=r"later.*regel “k”"):
        publish_release(on=TODAY, policy=Policy(name="later", k=3))


def test_default_policy_is_followed_unless_another_is_given() -> None:
    town()
    assert publish_release(on=TODAY).policy["sampling_rate"] == 0.05
    Policy.objects.update(is_default=False)
    with pytest.raises(PublicationRefused, match="standaardbeleid"):
        publish_release(on=TODAY + 40 * DAY)


def test_second_publication_replaces_the_first() -> None:
    town()
    first, second = publish(), publish(days=1)
    assert (first.release_number, second.release_number) == (1, 2)
    assert dict(Release.objects.values_list("number", "state")) == {1: "retired", 2: "active"}


def test_third_publication_purges_the_first() -> None:
    town()
    for days in range(3):
        publish(days=days)
    assert sorted(Release.objects.values_list("number", flat=True)) == [2, 3]
    fingerprints = dict(Publication.objects.values_list("release_number", "fingerprints"))
    assert [bool(fingerprints[number]) for number in (1, 2, 3)] == [False, True, True]


def test_next_release_waits_for_its_days() -> None:
    town()
    publish_release(on=TODAY)
    with pytest.raises(PublicationRefused, match=r"mag vanaf 21 december 2026"):
        publish_release(on=TODAY + 27 * DAY)
    assert Release.objects.count() == 1


def test_next_release_waits_for_changes() -> None:
    people = town()
    publish_release(on=TODAY)
    with pytest.raises(PublicationRefused, match=r"bij 0,0 % van de mensen"):
        publish_release(on=TODAY + 28 * DAY)
    Profile.objects.filter(pk__in=[profile.pk for profile in people[:3]]).update(hours_min=32, hours_max=40)
    assert publish_release(on=TODAY + 28 * DAY).counts["changed"] == pytest.approx(3 / len(people), abs=1e-3)


def test_officer_forces_with_a_reason_that_is_kept() -> None:
    town()
    publish_release(on=TODAY)
    forced = publish_release(on=TODAY, by="fg", forced_because="Een fout in de vorige.")
    assert (forced.forced_by, forced.forced_because) == ("fg", "Een fout in de vorige.")
    with pytest.raises(PublicationRefused, match="wie het is"):
        publish_release(on=TODAY, forced_because="Zomaar.")


def test_asking_twice_makes_one_release() -> None:
    town()
    publish_release(on=TODAY, policy=small_policy(), after=0)
    with pytest.raises(PublicationRefused, match="intussen"):
        publish_release(on=TODAY + DAY, policy=small_policy(), after=0)
    assert Release.objects.count() == 1


def test_release_that_is_not_verified_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    town()
    publish()

    def one_too_many(**given: object) -> object:
        made = make_groups(**given)
        made.groups["at_least"][0] += 1
        return made

    monkeypatch.setattr(verb, "make_groups", one_too_many)
    with pytest.raises(PublicationRefused, match="afgekeurd"):
        publish(days=1)
    assert dict(Release.objects.values_list("number", "state")) == {1: "active", 2: "prepared"}
    assert Publication.objects.count() == 1


def test_release_that_is_not_true_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def another(**_: object) -> RecountReport:
        raise RecountFailed(RecountReport(release=1, people=2, groups=3, wrong=["orderpicken in Venlo"]))

    monkeypatch.setattr(verb, "recount_release", another)
    town()
    with pytest.raises(PublicationRefused, match=r"orderpicken in Venlo"):
        publish()
    assert not Publication.objects.exists()


def test_cut_off_before_the_register_knows_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    town()
    first = publish()
    with monkeypatch.context() as cut:
        cut.setattr(verb, "recount_release", _cut_off)
        with pytest.raises(KeyboardInterrupt):
            publish(days=1)
    assert dict(Release.objects.values_list("number", "state")) == {1: "active", 2: "prepared"}
    assert list(Publication.objects.all()) == [first]
    publish(days=1)
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


def test_failure_releases_the_lock() -> None:
    crowd(1)
    with pytest.raises(PublicationRefused, match="minstens"):
        publish()
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
        assert cursor.fetchone() == (0,)


def test_secret_is_made_once_a_year_and_encrypted() -> None:
    first, again = SamplingSecret.of(on=TODAY), SamplingSecret.of(on=TODAY)
    next_year = SamplingSecret.of(on=TODAY.replace(year=2027))
    assert first == again != next_year and len(first) == 32
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT secret FROM publication_samplingsecret")
        assert all(first.hex() not in secret for (secret,) in cursor.fetchall())


def test_secret_goes_with_the_last_release_of_its_year() -> None:
    town()
    for year in (2026, 2027, 2028):
        Profile.objects.update(confirmed_on=TODAY.replace(year=year))
        publish(on=TODAY.replace(year=year))
    assert list(SamplingSecret.objects.values_list("year", flat=True)) == [2027, 2028]


@pytest.mark.django_db(databases=["default", "explorer"], transaction=True)
def test_publishing_inside_a_transaction_is_refused() -> None:
    town()
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic(using="explorer"):
        publish()
    assert not Release.objects.exists()
