"""What was published stays as it was, for everybody."""

import datetime
from collections.abc import Callable

import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, transaction
from django.db.models import Model

from explorer.release.models import (
    Figures,
    PublishedConcept,
    PublishedProfile,
    ReferenceKey,
    Release,
    ReleaseIndex,
    Withdrawal,
)
from tests.database import as_owner
from tests.factories.figures import publish_figures
from tests.factories.releases import pass_unseen

pytestmark = pytest.mark.django_db


@pytest.fixture
def release() -> Release:
    with as_owner():
        made = Release.objects.create(
            number=1, policy={}, content_hash="", released_on=datetime.date(2026, 11, 23)
        )
        PublishedConcept.objects.create(
            release=made, number=0, attribute="task", code="a", label_nl="A", label_en="A"
        )
        PublishedProfile.objects.create(release=made, number=0, people=2, facts=[0])
        ReleaseIndex.objects.create(release=made, format=1, data=b"")
        ReferenceKey.objects.create(release=made, secret=b"x" * 32)
        Withdrawal.objects.create(release=made, profile_number=0)
        pass_unseen(made)
        Release.objects.update(state=Release.State.ACTIVE)
    return Release.objects.get()


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (PublishedProfile, {"people": 1}),
        (PublishedProfile, {"facts": []}),
        (PublishedConcept, {"label_nl": "B"}),
        (ReleaseIndex, {"data": b"x"}),
        (ReferenceKey, {"secret": b"y" * 32}),
        (Withdrawal, {"profile_number": 1}),
        (Release, {"policy": {"k": 1}}),
        (Release, {"content_hash": "x"}),
    ],
)
def test_nothing_published_is_updated(
    release: Release, model: type[Model], change: dict[str, object]
) -> None:
    with pytest.raises(IntegrityError, match="immutable"), transaction.atomic(), as_owner():
        model._default_manager.update(**change)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        model._default_manager.update(**change)


@pytest.mark.parametrize(
    "add",
    [
        lambda release: PublishedProfile.objects.create(release=release, number=1, people=1, facts=[]),
        lambda release: PublishedConcept.objects.create(
            release=release, number=1, attribute="task", code="b"
        ),
    ],
)
def test_nothing_joins_a_release_that_was_shown(release: Release, add: Callable[[Release], Model]) -> None:
    with pytest.raises(IntegrityError, match="immutable"), transaction.atomic(), as_owner():
        add(release)


def test_person_can_be_withdrawn_from_a_release_that_is_shown(release: Release) -> None:
    with as_owner():
        Withdrawal.objects.create(release=release, profile_number=0)
    assert release.withdrawals.count() == 2


def test_only_one_release_is_active(release: Release) -> None:
    with as_owner():
        pass_unseen(
            Release.objects.create(number=2, policy={}, content_hash="", released_on=release.released_on)
        )
    with pytest.raises(IntegrityError, match="one_active_release"), transaction.atomic(), as_owner():
        Release.objects.filter(number=2).update(state=Release.State.ACTIVE)


def test_row_of_nobody_is_refused(release: Release) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), as_owner():
        Release.objects.update(state=Release.State.PREPARED)
        PublishedProfile.objects.create(release=release, number=1, people=0, facts=[])


def test_figures_are_neither_changed_nor_removed() -> None:
    publish_figures()
    for act in (lambda: Figures.objects.update(note="anders"), lambda: Figures.objects.all().delete()):
        with pytest.raises(IntegrityError, match="immutable"), transaction.atomic(), as_owner():
            act()
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            act()


def test_figures_stay_when_their_release_goes(release: Release) -> None:
    publish_figures(release_number=release.number)
    with as_owner():
        release.delete()
    assert Figures.objects.published().get().release_number == 1
