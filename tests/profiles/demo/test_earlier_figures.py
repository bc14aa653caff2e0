"""The demo shows a course from the first day, and says that it is invented."""

from io import StringIO

import pytest
from django.core.management import call_command

from explorer.release.models import Figures
from profiles.demo.earlier_figures import MONTHS, earlier, publish_earlier_figures
from profiles.publication.figures.count import count_people
from profiles.publication.figures.prepare import prepare
from profiles.publication.models import CountedFigures
from tests.profiles.demo.test_population import TODAY


def test_a_month_earlier_fewer_were_known_and_fewer_had_a_profile() -> None:
    now = {
        "municipality_with": 308,
        "municipality_without": 432,
        "uwv_with": 779,
        "uwv_without": 82,
        "published": 760,
        "complete": 430,
        "fresh": 902,
        "available": 668,
    }
    then = earlier(now, 3)
    assert sum(list(then.values())[:4]) < 1601
    assert all(then[name] < now[name] for name in ("municipality_with", "uwv_with", "published", "fresh"))
    assert then["published"] <= then["fresh"] <= then["municipality_with"] + then["uwv_with"]


@pytest.mark.django_db(databases=["default", "explorer"])
def test_months_before_are_published_once_whole_and_with_a_note() -> None:
    call_command("load_vocabulary", stdout=StringIO())
    call_command("make_population", seed=2026, today=TODAY, stdout=StringIO())
    assert publish_earlier_figures(today=TODAY) == MONTHS
    sets = list(Figures.objects.published())
    assert [one.on.isoformat() for one in sets] == ["2026-10-23", "2026-09-23", "2026-08-23"]
    assert all("Verzonnen" in one.note and "invented" in one.note_en for one in sets)
    assert not any(row.hidden for row in CountedFigures.objects.all())
    # What was told of those months holds nothing of today's table back.
    counted = count_people(on=TODAY)
    prepare(counted=counted, on=TODAY, release_number=1)
    assert CountedFigures.objects.get(on=TODAY).hidden == []
    assert publish_earlier_figures(today=TODAY) == 0
