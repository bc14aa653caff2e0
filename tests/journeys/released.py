"""What the active release and the register say, read from both databases beside the pages."""

from typing import NamedTuple

import psycopg

from tests.database import CLUSTER, INSIDE, OUTSIDE, Side

# A task below a group of tasks, that no group of this place has: fewer than k people, or none.
RARE = """
    SELECT task.code, task.label_nl
    FROM explorer_release_release release
    JOIN explorer_release_publishedconcept task ON task.release_id = release.number
    JOIN explorer_release_publishedconcept place ON place.release_id = release.number
    JOIN explorer_release_area area ON area.release_id = release.number AND area.members = ARRAY[place.number]
    WHERE release.state = 'active' AND task.attribute = 'task' AND task.parent IS NOT NULL
      AND place.attribute = 'place' AND place.code = %s
      AND NOT EXISTS (
          SELECT FROM explorer_release_group "group"
          WHERE "group".release_id = release.number AND "group".what = task.number
            AND "group".area = area.number AND "group".condition = 0)
    ORDER BY task.number LIMIT 1
"""
# Released profiles of an organisation whose candidate lives in a place and has no such task.
WITHOUT = """
    SELECT candidate.id
    FROM register_profile profile
    JOIN register_candidate candidate ON candidate.id = profile.candidate_id
    JOIN register_organisation organisation ON organisation.id = candidate.organisation_id
    JOIN vocabulary_concept place ON place.id = candidate.municipality_id
    WHERE profile.state = 'published' AND profile.publication_basis <> ''
      AND profile.confirmed_on > current_date - 150 AND organisation.name = %s AND place.code = %s
      AND NOT EXISTS (
          SELECT FROM register_profilefact fact
          JOIN vocabulary_concept concept ON concept.id = fact.concept_id
          WHERE fact.profile_id = profile.id AND concept.attribute = 'task' AND concept.code = %s)
    ORDER BY candidate.id LIMIT %s
"""


class Task(NamedTuple):
    """A concept of the vocabulary."""

    code: str
    label: str


def rare_task(databases: dict[Side, str], *, place: str) -> Task:
    """A task for which the active release has no group in this municipality."""
    with psycopg.connect(CLUSTER.superuser_url(databases[OUTSIDE])) as outside:
        found = outside.execute(RARE, [place]).fetchone()
    assert found is not None, f"every task has a group in {place}"
    return Task(*found)


def candidates_without(
    databases: dict[Side, str], *, organisation: str, place: str, task: str, number: int
) -> list[int]:
    """Numbers of so many candidates who count, live in the place and do not have the task."""
    with psycopg.connect(CLUSTER.superuser_url(databases[INSIDE])) as inside:
        rows = inside.execute(WITHOUT, [organisation, place, task, number]).fetchall()
    assert len(rows) == number, f"only {len(rows)} people of {organisation} in {place}"
    return [candidate for (candidate,) in rows]
