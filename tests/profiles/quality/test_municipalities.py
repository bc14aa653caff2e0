"""Figures by municipality add up to the total, and say when somebody last looked."""

import datetime
from random import Random

import pytest

from profiles.quality.fields import FIELDS
from profiles.quality.report import quality_of
from profiles.register.models import Profile
from profiles.register.models.profile import oldest_confirmation
from tests.factories.register import TODAY, ProfileFactory
from tests.factories.vocabulary import small_vocabulary
from tests.profiles.quality.test_findability import some_people

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])


def test_municipalities_add_up_to_the_total() -> None:
    some_people(Random(5), 40)
    quality = quality_of(Profile.objects.all(), on=TODAY)
    parts, total = quality.municipalities, quality.total
    assert total.profiles == Profile.objects.filter(state__in=Profile.IN_USE).count()
    for name in ("profiles", "fresh", "old", "never"):
        assert sum(getattr(part, name) for part in parts) == getattr(total, name)
    for field in FIELDS:
        assert sum(part.missing[field] for part in parts) == total.missing[field]
    assert total.fresh + total.old + total.never == total.profiles
    assert [part.place.label_nl for part in parts if part.place] == sorted(
        part.place.label_nl for part in parts if part.place
    )


def test_confirmation_counts_until_its_last_day() -> None:
    small_vocabulary()
    oldest = oldest_confirmation(on=TODAY)
    for day in (oldest, oldest - datetime.timedelta(days=1), None):
        ProfileFactory(confirmed_on=day)
    total = quality_of(Profile.objects.all(), on=TODAY).total
    assert (total.fresh, total.old, total.never) == (1, 1, 1)


def test_missing_is_what_the_work_list_calls_incomplete() -> None:
    some_people(Random(6), 30)
    profiles = Profile.objects.all()
    total = quality_of(profiles, on=TODAY).total
    assert total.missing["hours"] == profiles.filter(state__in=Profile.IN_USE, hours_min=None).count()
    assert profiles.incomplete().count() >= max(
        total.missing[name] for name in ("hours", "task", "education")
    )
