"""The demo's figures are those of the seed, and those that plain SQL counts in the register."""

import datetime
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from profiles.anonymisation.cell_suppression.cells import COUNTED
from profiles.publication.figures.count import PeopleCounts, count_people
from profiles.publication.figures.prepare import prepare
from profiles.publication.models import CountedFigures, Policy
from profiles.register.models import Candidate
from tests.factories.register import CandidateFactory, ProfileFactory
from tests.profiles.demo.test_population import PUBLISHED_TABLE, TODAY

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])

# The same figures in plain SQL, which shares nothing with the code.
PLAIN = """
WITH person AS (
    SELECT place.code, organisation.kind, profile.*,
        profile.confirmed_on BETWEEN date %(today)s - interval '6 months' AND date %(today)s AS is_fresh,
        (SELECT count(*) FROM unnest(ARRAY['education', 'task', 'skill', 'sector']) wanted (attribute)
         WHERE wanted.attribute = ANY (profile.not_applicable) OR EXISTS (
             SELECT FROM register_profilefact fact
             JOIN vocabulary_concept concept ON concept.id = fact.concept_id
             WHERE fact.profile_id = profile.id AND concept.attribute = wanted.attribute)) AS recorded
    FROM register_candidate candidate
    JOIN register_organisation organisation ON organisation.id = candidate.organisation_id
    JOIN vocabulary_concept place ON place.id = candidate.municipality_id
    LEFT JOIN register_profile profile ON profile.candidate_id = candidate.id
)
SELECT code,
    count(*) FILTER (WHERE kind = 'gemeente' AND id IS NOT NULL),
    count(*) FILTER (WHERE kind = 'gemeente' AND id IS NULL),
    count(*) FILTER (WHERE kind = 'uwv' AND id IS NOT NULL),
    count(*) FILTER (WHERE kind = 'uwv' AND id IS NULL),
    count(*) FILTER (WHERE is_fresh AND state = 'published' AND publication_basis <> ''
        AND objected_on IS NULL),
    count(*) FILTER (WHERE recorded = 4 AND hours_min IS NOT NULL),
    count(*) FILTER (WHERE is_fresh),
    count(*) FILTER (WHERE is_fresh AND state IN ('draft', 'ready', 'published')
        AND available_from <= date %(today)s + interval '1 month')
FROM person GROUP BY code
"""


@pytest.fixture
def vocabulary() -> None:
    call_command("load_vocabulary", stdout=StringIO())


@pytest.fixture
def demo(vocabulary: None) -> PeopleCounts:
    """The people of the demo."""
    call_command("make_population", seed=2026, today=TODAY, stdout=StringIO())
    return count_people(on=TODAY)


def by_the_table() -> PeopleCounts:
    """Counts as those of the demo, without its people: of the profiles round shares are this or that."""
    shares = {"published": 0.7, "complete": 0.5, "fresh": 0.8, "available": 0.6}
    figures = {
        code: dict(zip(COUNTED[:4], line, strict=True))
        | {name: round(share * (line[0] + line[2])) for name, share in shares.items()}
        for code, line in PUBLISHED_TABLE.items()
    }
    return PeopleCounts(figures=figures, regions=dict.fromkeys(figures, "AM29"))


def plainly() -> dict[str, tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(PLAIN, {"today": TODAY})
        return {code: tuple(counts) for code, *counts in cursor.fetchall()}


def test_figures_of_the_demo_are_those_of_the_seed_and_of_plain_sql(demo: PeopleCounts) -> None:
    assert {code: tuple(line[name] for name in COUNTED) for code, line in demo.figures.items()} == plainly()
    assert {code: tuple(line.values())[:4] for code, line in demo.figures.items()} == PUBLISHED_TABLE
    assert demo.unplaced == 0

    data = prepare(counted=demo, on=TODAY, release_number=1).data
    (region,) = data["regions"]
    assert [place["name"] for place in region["municipalities"]] == [
        *("Beesel", "Bergen (L.)", "Gennep", "Horst aan de Maas", "Peel en Maas", "Venlo", "Venray"),
    ]
    known = [place["figures"]["known"] for place in region["municipalities"]]
    assert known == [162, 134, 191, 340, 399, 1601, 559]
    assert region["figures"]["known"] == data["country"]["known"] == sum(known) == 3386
    assert round(100 * region["figures"]["known"] / region["register"]["people"]) == 78
    assert all(n is not None for n in numbers(data))
    # Each figure is a part of the one before.
    country = data["country"]
    assert country["with_profile"] > country["fresh"] > country["published"] > country["complete"] > 500
    assert country["fresh"] > country["available"] > 500


def numbers(data: dict[str, Any]) -> Iterator[int | None]:
    places = [place for region in data["regions"] for place in (region, *region["municipalities"])]
    for figures in (data["country"], *(place["figures"] for place in places)):
        yield from figures.values()


@pytest.mark.usefixtures("vocabulary")
def test_threshold_of_ten_suppresses_the_six_of_bergen() -> None:
    Policy.objects.filter(is_default=True).update(figures_threshold=10)
    figures = prepare(counted=by_the_table(), on=TODAY, release_number=1)
    bergen = figures.data["regions"][0]["municipalities"][1]["figures"]
    assert bergen["municipality_with"] is None
    assert None in (bergen["uwv_with"], bergen["with_profile"])
    assert bergen["known"] == 134
    assert figures.threshold == 10
    inside = CountedFigures.objects.get()
    assert inside.counted["GM0893"]["municipality_with"] == 6
    assert ["GM0893", "municipality_with"] in inside.hidden


def test_person_without_a_municipality_is_counted_apart() -> None:
    CandidateFactory()
    CandidateFactory(municipality=None)
    counted = count_people(on=TODAY)
    assert (counted.unplaced, len(counted.figures)) == (1, 1)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"state": "published", "confirmed_on": TODAY, "available_from": TODAY}, (1, 1)),
        ({"state": "placed", "confirmed_on": TODAY, "available_from": TODAY}, (1, 0)),
        ({"state": "paused", "confirmed_on": TODAY, "available_from": TODAY}, (1, 0)),
        ({"state": "draft", "confirmed_on": TODAY, "available_from": TODAY}, (1, 1)),
        ({"state": "published", "confirmed_on": None, "available_from": TODAY}, (0, 0)),
        ({"state": "published", "confirmed_on": TODAY, "available_from": None}, (1, 0)),
        (
            {
                "state": "published",
                "confirmed_on": TODAY,
                "available_from": TODAY + datetime.timedelta(days=40),
            },
            (1, 0),
        ),
    ],
)
def test_available_is_fresh_and_able_to_start(fields: dict[str, object], expected: tuple[int, int]) -> None:
    profile = ProfileFactory(**fields)
    figures = count_people(on=TODAY).figures[profile.candidate.municipality.code]
    assert (figures["fresh"], figures["available"]) == expected
    assert Candidate.objects.count() == 1
