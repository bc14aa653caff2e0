"""Searches that nobody asked, for the demonstration."""

import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from explorer.demand.models import WeeklySearch
from explorer.demand.wishes import BANDS, read, week_of
from explorer.search.rehearsal import WEEKS, RehearsalRefused, rehearse
from tests.database import as_owner
from tests.explorer.search.indexes import small_index
from tests.factories import releases

TODAY = datetime.date(2026, 11, 25)
ROWS = [(7, [("place", "GM0983"), ("task", "orderpicken"), ("licence", "B")]), (2, [("place", "GM0984")])]


def test_same_seed_gives_the_same_searches() -> None:
    index = small_index(ROWS)
    index.release.synthetic = True
    made = rehearse(index, seed=1, on=TODAY)
    assert made == rehearse(index, seed=1, on=TODAY) != rehearse(index, seed=2, on=TODAY)
    assert {change.week for change in made} == {
        week_of(TODAY) - datetime.timedelta(weeks=week) for week in range(WEEKS)
    }
    assert all(change.searches > 0 and read(change.wishes) for change in made)
    assert {change.certain for change in made} | {change.possible for change in made} <= set(BANDS)


def test_searches_of_real_people_are_never_made_up() -> None:
    with pytest.raises(RehearsalRefused):
        rehearse(small_index(ROWS), seed=1, on=TODAY)


@pytest.mark.django_db
def test_command_counts_them() -> None:
    releases.publish(ROWS)
    out = StringIO()
    call_command("rehearse_searches", stdout=out)
    assert "searches nobody asked" in out.getvalue()
    assert WeeklySearch.objects.filter(searches__gte=5).count() > 10


@pytest.mark.django_db
def test_command_needs_a_release() -> None:
    with as_owner(), pytest.raises(CommandError, match="no release"):
        call_command("rehearse_searches")
