"""What was published stays as it was, for everybody."""

import datetime
from collections.abc import Callable

import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, transaction
from django.db.models import Model

from explorer.release.models import (
    Area,
    Circle,
    Figures,
    Group,
    PublishedConcept,
    RefusedWord,
    Release,
    ReleaseReport,
    SearchWord,
    Title,
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
        for row in rows_of(made):
            row.save(force_insert=True)
        pass_unseen(made)
        Release.objects.update(state=Release.State.ACTIVE)
    return Release.objects.get()


def rows_of(release: Release, *, number: int = 1) -> list[Model]:
    """A row of each table of a release."""
    return [
        PublishedConcept(release=release, number=number, attribute="task", code=f"code-{number}"),
        Area(release=release, number=number, kinds="M", members=[number]),
        Circle(release=release, centre=number, km=15, area=1),
        Group(release=release, what=number, area=1, condition=0, at_least=5),
        Title(release=release, occupation=number, concepts=[1]),
        SearchWord(release=release, word=f"word {number}", language="nl", concepts=[1]),
        RefusedWord(release=release, word=f"word {number}", reason="age"),
    ]


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Group, {"at_least": 10}),
        (PublishedConcept, {"label_nl": "B"}),
        (Area, {"members": [2]}),
        (Circle, {"area": 2}),
        (Title, {"concepts": []}),
        (SearchWord, {"concepts": [2]}),
        (RefusedWord, {"reason": "sex"}),
        (Release, {"policy": {"k": 1}}),
        (Release, {"counts": {"people": 7}}),
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


@pytest.mark.parametrize("table", range(7))
def test_nothing_joins_a_release_that_was_shown(release: Release, table: int) -> None:
    row = rows_of(release, number=2)[table]
    with pytest.raises(IntegrityError, match="immutable"), transaction.atomic(), as_owner():
        row.save(force_insert=True)


def test_report_does_not_join_a_release_that_was_shown(release: Release) -> None:
    with pytest.raises(IntegrityError, match="immutable"), transaction.atomic(), as_owner():
        ReleaseReport.objects.create(release=release, data={})


def test_only_one_release_is_active(release: Release) -> None:
    with as_owner():
        pass_unseen(
            Release.objects.create(number=2, policy={}, content_hash="", released_on=release.released_on)
        )
    with pytest.raises(IntegrityError, match="one_active_release"), transaction.atomic(), as_owner():
        Release.objects.filter(number=2).update(state=Release.State.ACTIVE)


def test_group_of_nobody_is_refused() -> None:
    with as_owner():
        release = Release.objects.create(
            number=1, policy={}, content_hash="", released_on=datetime.date(2026, 11, 23)
        )
    with pytest.raises(DatabaseError, match="group_has_people"), transaction.atomic(), as_owner():
        Group.objects.create(release=release, what=0, area=1, condition=0, at_least=0)


@pytest.mark.parametrize(
    "act", [lambda: Figures.objects.update(note="anders"), lambda: Figures.objects.all().delete()]
)
def test_figures_are_neither_changed_nor_removed(act: Callable[[], object]) -> None:
    publish_figures()
    with pytest.raises(IntegrityError, match="immutable"), transaction.atomic(), as_owner():
        act()
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        act()


def test_figures_stay_when_their_release_goes(release: Release) -> None:
    publish_figures(release_number=release.number)
    with as_owner():
        release.delete()
    assert Figures.objects.published().get().release_number == 1
