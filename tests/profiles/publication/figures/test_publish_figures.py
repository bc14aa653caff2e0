"""Figures come with a release, once on a date, and stay when it goes."""

import datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, ProgrammingError, transaction

from explorer.release.models import Figures, Release
from profiles.anonymisation.cell_suppression.audit import audit
from profiles.anonymisation.cell_suppression.table import PublishedTable
from profiles.publication.erase_candidate import erase_candidate
from profiles.publication.figures import prepare as preparing
from profiles.publication.figures import publish_figures as verb
from profiles.publication.figures.correct_figures import correct_figures
from profiles.publication.figures.former import edition_of
from profiles.publication.figures.prepare import FiguresRefused
from profiles.publication.models import CountedFigures, Policy, Publication
from profiles.register.models import Organisation, Profile
from profiles.register.months import months_later
from tests.factories.register import TODAY
from tests.profiles.publication.figures.shown import show_release
from tests.profiles.publication.people import crowd

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])

WEEK = datetime.timedelta(days=7)


def publish(on: datetime.date = TODAY, *, number: int | None = None) -> Publication:
    return show_release(on, number=number)


def town() -> list[Profile]:
    return crowd(12, ("education", "mbo-2"), ("task", "orderpicken"))


def newest() -> Figures:
    found = Figures.objects.published().first()
    assert found is not None
    return found


def test_release_brings_its_figures() -> None:
    town()
    publication = publish()
    figures = newest()
    assert (figures.on, figures.release_number, figures.threshold) == (TODAY, publication.release_number, 5)
    assert figures.data["country"]["published"] == figures.data["country"]["known"] == 12
    inside = CountedFigures.objects.get()
    assert (inside.on, inside.made_by, inside.hidden) == (TODAY, "beheerder", [])


def test_small_figure_stays_inside() -> None:
    town()
    crowd(2, ("education", "mbo-2"), place="GM0889")
    publish()
    figures = newest()
    assert 2 not in set(figures.data["country"].values())
    inside = CountedFigures.objects.get()
    assert inside.counted["GM0889"]["municipality_with"] == 2
    assert ["GM0889", "known"] in inside.hidden
    assert inside.report["primary"] > 0


def test_figures_of_a_date_are_published_once() -> None:
    town()
    publish()
    before = newest().data
    town()
    publish()
    assert Release.objects.active().number == 2
    assert newest().data == before and newest().release_number == 1
    assert Figures.objects.count() == CountedFigures.objects.count() == 1


def test_next_figures_come_when_the_last_are_old_enough() -> None:
    town()
    publish()
    publish(TODAY + datetime.timedelta(days=6))
    assert Figures.objects.count() == 1
    publish(TODAY + WEEK)
    assert [one.on for one in Figures.objects.published()] == [TODAY + WEEK, TODAY]


def test_figures_stay_when_a_person_is_erased() -> None:
    people = town()
    publish()
    first = newest()
    erase_candidate(candidate=people[0].candidate, on=TODAY + WEEK)
    assert newest().data == first.data
    publish(TODAY + WEEK)
    # Eleven after twelve would show that a person left.
    assert newest().on == TODAY + WEEK
    assert newest().data["country"]["published"] == 11


def test_rolling_back_brings_figures_too() -> None:
    town()
    publish()
    publish()
    publish(TODAY + WEEK, number=1)
    assert (newest().on, newest().release_number) == (TODAY + WEEK, 1)


def test_release_that_is_not_there_brings_none() -> None:
    assert verb.figures_due(on=TODAY, release_number=9) is None
    assert not CountedFigures.objects.exists()


def test_figures_that_are_refused_keep_no_release_back(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(**given: object) -> None:
        raise FiguresRefused("niet veilig")

    monkeypatch.setattr(verb, "prepare", refuse)
    town()
    assert publish().release_number == Release.objects.active().number
    assert not Figures.objects.exists()
    assert "niet veilig" in caplog.text


def test_release_does_not_wait_for_figures_that_take_too_long(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(preparing, "PATIENCE", -1)
    town()
    crowd(2, ("education", "mbo-2"), place="GM0889")
    assert publish().release_number == Release.objects.active().number
    assert not Figures.objects.exists() and not CountedFigures.objects.exists()
    assert "too long" in caplog.text


def test_what_was_never_published_is_swept_away() -> None:
    town()
    publish()
    CountedFigures.objects.create(
        on=TODAY + datetime.timedelta(days=3),
        release_number=9,
        threshold=5,
        counted={},
        regions={},
        hidden=[],
    )
    publish(TODAY + WEEK)
    assert [row.on for row in CountedFigures.objects.all()] == [TODAY + WEEK, TODAY]


def test_register_neither_changes_nor_removes_figures() -> None:
    town()
    publish()
    for act in (lambda: Figures.objects.update(note="x"), lambda: Figures.objects.all().delete()):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic(using="explorer"):
            act()
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        CountedFigures.objects.update(threshold=1)


def test_threshold_is_that_of_the_default_policy() -> None:
    town()
    Policy.objects.filter(is_default=True).update(figures_threshold=15)
    publish()
    assert newest().threshold == 15
    assert newest().data["country"]["known"] is None


def test_policy_has_a_least_threshold() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Policy.objects.filter(is_default=True).update(figures_threshold=2)


def correct(on: datetime.date, note: str = "Venlo telde dubbel.") -> Figures:
    return correct_figures(on=on, note=note, note_en="Venlo counted twice.", by="beheerder")


def test_correction_is_another_date_with_a_note() -> None:
    town()
    publish()
    town()
    correct(TODAY + datetime.timedelta(days=1))
    assert newest().note == "Venlo telde dubbel."
    assert newest().data["country"]["known"] == 24
    assert Figures.objects.get(on=TODAY).data["country"]["known"] == 12


@pytest.mark.parametrize(("on", "note"), [(TODAY, "x"), (TODAY - WEEK, "x"), (TODAY + WEEK, " ")])
def test_correction_is_refused_on_a_date_that_has_figures_and_without_a_note(
    on: datetime.date, note: str
) -> None:
    town()
    publish()
    with pytest.raises(FiguresRefused):
        correct(on, note)
    assert Figures.objects.count() == 1


def test_correction_by_command_is_of_no_later_day_than_today() -> None:
    town()
    publish()
    with pytest.raises(CommandError, match="future"):
        call_command("correct_figures", on="2999-01-01", note="x", note_en="x")


def municipal(figures: Figures) -> dict[str, int | None]:
    return figures.data["regions"][0]["municipalities"][0]["figures"]


def two_towns() -> None:
    town()
    crowd(11, ("education", "mbo-2"), place="GM0889")


def test_figures_by_organisation_appear_each_quarter() -> None:
    two_towns()
    for months in range(4):
        publish(months_later(TODAY, months))
    sets = list(Figures.objects.order_by("on"))
    assert [("municipality_with" in municipal(one)) for one in sets] == [True, False, False, True]
    assert all(municipal(one)["known"] == 11 for one in sets)
    assert [one.data["by_organisation_on"] for one in sets] == [
        *[TODAY.isoformat()] * 3,
        months_later(TODAY, 3).isoformat(),
    ]
    assert all(one.data["regions"][0]["figures"]["municipality_with"] == 23 for one in sets)


def test_quarter_is_a_setting_of_the_default_policy() -> None:
    two_towns()
    Policy.objects.filter(is_default=True).update(figures_by_organisation_months=1)
    publish()
    publish(months_later(TODAY, 1))
    assert "uwv_with" in municipal(newest())


def test_region_of_one_municipality_waits_for_the_quarter_too() -> None:
    town()
    publish()
    publish(months_later(TODAY, 1))
    region = newest().data["regions"][0]["figures"]
    assert "municipality_with" not in region and region["known"] == 12
    assert "municipality_with" not in newest().data["country"]


def test_small_figure_cannot_be_found_between_two_quarters() -> None:
    """Twelve of the municipality and two of UWV, who are not published for a while: their sum is."""
    two_towns()
    few = crowd(2, ("education", "mbo-2"), place="GM0889")
    Organisation.objects.filter(candidates__profile__in=few).update(kind=Organisation.Kind.UWV)
    publish()
    publish(months_later(TODAY, 1))
    shown = [PublishedTable(*as_published(one)) for one in Figures.objects.order_by("on")]
    assert audit(shown) == []


def as_published(figures: Figures) -> tuple[dict[str, str], dict[tuple[str, str], int | None], int]:
    table = edition_of(CountedFigures.objects.get(on=figures.on)).published
    return dict(table.parent), dict(table.values), table.threshold
