"""What a case worker sees of a person: the groups that fit, and why a fact is in none."""

import datetime

import pytest

from explorer.release.models import Release
from profiles.publication.preview import PreviewGroup, preview_profile, preview_release
from profiles.publication.publish_release import PublicationRefused
from profiles.register.models import Profile
from tests.factories.register import TODAY
from tests.profiles.publication.people import ENOUGH, crowd, publish, small_policy

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])


def test_profile_is_shown_in_the_groups_it_counts_in() -> None:
    [profile, *_] = crowd(ENOUGH, ("task", "orderpicken"), ("education", "mbo-2"))
    publish()
    preview = preview_profile(profile=profile, on=TODAY)
    assert preview.shows_from == TODAY and preview.counted
    assert PreviewGroup("Orderpicken", "Gm0983", "", 10) in preview.groups
    assert PreviewGroup("Orderpicken", "Gm0983", "Mbo 2", 10) in preview.groups
    assert preview.groups[0] == PreviewGroup("", "Gm0983", "", 10)


def test_rare_fact_says_where_it_is_in_a_group() -> None:
    [profile, *_] = crowd(3, ("task", "orderpicken"), ("skill", "heftruck-rijden"))
    crowd(ENOUGH, ("task", "orderpicken"), place="GM0889")
    publish()
    reasons = {fact.label: fact.reason for fact in preview_profile(profile=profile, on=TODAY).missing}
    assert reasons["Orderpicken"] == "minder dan 5 in Gm0983; wel in de regio"
    assert reasons["Heftruck rijden"] == "minder dan 5 in Am31"


def test_common_facts_are_not_missing() -> None:
    [profile, *_] = crowd(30, ("task", "orderpicken"), ("transport", "fiets"))
    publish()
    assert preview_profile(profile=profile, on=TODAY).missing == ()


def test_newcomer_is_in_no_group_yet() -> None:
    crowd(ENOUGH, ("task", "orderpicken"))
    publish()
    [newcomer] = crowd(1, ("task", "orderpicken"))
    preview = preview_profile(profile=newcomer, on=TODAY)
    assert (preview.groups, preview.shows_from, preview.counted) == ((), TODAY, True)


def test_before_the_first_release_nothing_shows() -> None:
    [profile] = crowd(1, state=Profile.State.READY)
    preview = preview_profile(profile=profile, on=TODAY)
    assert (preview.groups, preview.shows_from, preview.counted) == ((), None, False)


def test_release_is_previewed_in_counts_and_not_written() -> None:
    crowd(ENOUGH, ("task", "orderpicken"))
    counts = preview_release(on=TODAY, policy=small_policy())
    assert counts["people"] == ENOUGH and counts["changed"] == 1
    assert sum(counts["shapes"].values()) == counts["groups"]
    assert not Release.objects.exists()


def test_preview_is_refused_as_publishing_is() -> None:
    crowd(2)
    with pytest.raises(PublicationRefused, match="minstens 5 mensen"):
        preview_release(on=TODAY + datetime.timedelta(days=1))
