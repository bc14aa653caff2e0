"""The demo's figures are those of the seed, and those that plain SQL counts in the register."""

import datetime
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from profiles.anonymisation.figures.cells import COUNTED
from profiles.publication.figures.count import Counted, count_people
from profiles.publication.figures.prepare import prepare
from profiles.publication.models import CountedFigures, Policy, Publication, ReleasedProfile
from profiles.register.models import Candidate, Profile
from tests.factories.register import CandidateFactory, ProfileFactory
from tests.profiles.demo.test_population import PUBLISHED_TABLE, TODAY

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])

# Who is counted, in the words of SQL and of nobody else.
PLAIN = """
WITH person AS (
    SELECT place.code, organisation.kind, profile.*,
        profile.confirmed_on BETWEEN date %(today)s - interval '6 months' AND date %(today)s AS is_fresh,
        (SELECT count(*) FROM unnest(ARRAY['education', 'task', 'skill', 'sector']) wanted (attribute)
         WHERE wanted.attribute = ANY (profile.not_applicable) OR EXISTS (
             SELECT FROM register_profilefact fact
             JOIN vocabulary_concept concept ON concept.id = fact.concept_id
             WHERE fact.profile_id = profile.id AND concept.attribute = wanted.attribute)) AS told
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
    count(*) FILTER (WHERE id IN (SELECT profile_id FROM publication_releasedprofile)),
    count(*) FILTER (WHERE told = 4 AND hours_min IS NOT NULL),
    count(*) FILTER (WHERE is_fresh),
    count(*) FILTER (WHERE is_fresh AND state IN ('draft', 'ready', 'published')
        AND available_from <= date %(today)s + interval '1 month')
FROM person GROUP BY code
"""


@pytest.fixture
def demo() -> Iterator[Counted]:
    """The demo's people, all that may be shown on one release."""
    call_command("load_vocabulary", stdout=StringIO())
    call_command("make_population", seed=2026, today=TODAY, stdout=StringIO())
    publication = Publication.objects.create(release_number=1)
    ReleasedProfile.objects.bulk_create(
        ReleasedProfile(publication=publication, profile=profile, row_numbers=[0])
        for profile in Profile.objects.publishable(on=TODAY)
    )
    yield count_people(on=TODAY, release_number=1)


def plainly() -> dict[str, tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(PLAIN, {"today": TODAY})
        return {code: tuple(counts) for code, *counts in cursor.fetchall()}


def test_figures_of_the_demo_are_those_of_the_seed_and_of_plain_sql(demo: Counted) -> None:
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
    # Nobody is lost between one figure and the next, and each says something.
    country = data["country"]
    assert country["with_profile"] > country["fresh"] > country["published"] > country["complete"] > 500
    assert country["fresh"] > country["available"] > 500


def numbers(data: dict[str, Any]) -> Iterator[int | None]:
    places = [place for region in data["regions"] for place in (region, *region["municipalities"])]
    for figures in (data["country"], *(place["figures"] for place in places)):
        yield from figures.values()


def test_threshold_of_ten_holds_the_six_of_bergen_back(demo: Counted) -> None:
    Policy.objects.filter(is_default=True).update(figures_threshold=10)
    figures = prepare(counted=demo, on=TODAY, release_number=1)
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
    counted = count_people(on=TODAY, release_number=1)
    assert (counted.unplaced, len(counted.figures)) == (1, 1)


@pytest.mark.parametrize(
    ("fields", "told"),
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
def test_available_is_who_could_begin_and_was_asked_lately(
    fields: dict[str, object], told: tuple[int, int]
) -> None:
    profile = ProfileFactory(**fields)
    figures = count_people(on=TODAY, release_number=1).figures[profile.candidate.municipality.code]
    assert (figures["fresh"], figures["available"]) == told
    assert Candidate.objects.count() == 1
