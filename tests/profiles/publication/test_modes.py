"""Releases of twins and twin cards: several rows to a person, and none of fewer than k."""

from collections import Counter

import pytest

from explorer.release.models import PublishedProfile, Release, Withdrawal
from profiles.publication.models import Policy, Publication
from profiles.publication.preview import forecast_profile, shown_profile
from profiles.publication.publish_release import publish_release
from profiles.publication.withdraw import withdraw
from profiles.register.models import Profile
from tests.factories.register import TODAY
from tests.profiles.publication.people import crowd

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])

TASKS = [("task", "inpakken-en-sorteren"), ("task", "orderpicken")]
SKILLS = [("skill", "heftruck-rijden"), ("skill", "reachtruck-rijden")]


@pytest.fixture
def people() -> list[Profile]:
    """Each shares a task with some and a skill with others; no six share both."""
    return [profile for task in TASKS for skill in SKILLS for profile in crowd(3, task, skill)]


def policy(mode: str, cards: int = 1) -> Policy:
    return Policy.objects.create(name=f"proef {mode}", mode=mode, k=6, cards=cards)


def publish(mode: str, cards: int = 1) -> Publication:
    return publish_release(on=TODAY, policy=policy(mode, cards))


@pytest.mark.parametrize(("mode", "cards"), [("twins", 1), ("twin-cards", 2)])
def test_rows_of_twins_are_verified_and_active(people: list[Profile], mode: str, cards: int) -> None:
    publication = publish(mode, cards)
    release = Release.objects.get()
    assert release.state == Release.State.ACTIVE
    assert release.policy["mode"] == mode
    assert {row.people >= 6 for row in release.profiles.all()} == {True}
    assert {len(place.row_numbers) <= cards for place in publication.released.all()} == {True}


def test_people_of_several_cards_stand_on_each(people: list[Profile]) -> None:
    places = publish("twin-cards", 2).released.values_list("row_numbers", flat=True)
    standing = Counter(row for rows in places for row in rows)
    assert standing == dict(PublishedProfile.objects.values_list("number", "people"))
    assert max(map(len, places)) == 2


def test_people_are_not_counted_over_cards(people: list[Profile]) -> None:
    publish("twin-cards", 2)
    assert "people" not in Release.objects.get().counts


def test_withdrawal_takes_one_off_every_card(people: list[Profile]) -> None:
    place = publish("twin-cards", 2).released.get(profile=people[0])
    assert len(place.row_numbers) == 2
    for _ in range(2):
        withdraw(profile=people[0], on=TODAY)
        assert sorted(Withdrawal.objects.values_list("profile_number", flat=True)) == place.row_numbers


def test_preview_shows_each_card(people: list[Profile]) -> None:
    publication = publish("twin-cards", 2)
    shown = shown_profile(profile=people[0])
    assert shown is not None
    assert len(shown.cards) == len(publication.released.get(profile=people[0]).row_numbers) == 2
    assert shown.people == 6
    told = {(fact.attribute, fact.code) for fact in shown.facts}
    assert {TASKS[0], SKILLS[0]} <= told


def test_what_twins_do_not_share_is_explained(people: list[Profile]) -> None:
    preview = forecast_profile(profile=people[-1], on=TODAY, policy=policy("twins"))
    assert {change.reason for change in preview.changes} == {"too_few_twins"}
    assert all("kaart" in str(change.explanation) for change in preview.changes)
