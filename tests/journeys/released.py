"""Who stands where in the active release: what only the inside knows, read from both databases."""

from typing import NamedTuple

import psycopg

from explorer.search.references import References
from tests.database import CLUSTER, INSIDE, OUTSIDE, Side

WHERE = """
    SELECT publication.release_number, released.row_numbers[1]
    FROM publication_releasedprofile released
    JOIN publication_publication publication ON publication.id = released.publication_id
    JOIN register_profile profile ON profile.id = released.profile_id
    WHERE profile.candidate_id = %s
    ORDER BY publication.release_number DESC LIMIT 1
"""
ROW = """
    SELECT profile.people, key.secret, array_agg(concept.attribute || ':' || concept.code)
    FROM explorer_release_publishedprofile profile
    JOIN explorer_release_referencekey key USING (release_id)
    JOIN explorer_release_publishedconcept concept
      ON concept.release_id = profile.release_id AND concept.number = ANY (profile.facts)
    WHERE profile.release_id = %s AND profile.number = %s
    GROUP BY profile.people, key.secret
"""


MOST_TOLD = """
    SELECT concept.code, concept.label_nl
    FROM explorer_release_publishedprofile profile
    JOIN explorer_release_publishedconcept concept
      ON concept.release_id = profile.release_id AND concept.number = ANY (profile.facts)
    WHERE concept.attribute = 'task' AND concept.parent IS NOT NULL
    GROUP BY concept.code, concept.label_nl ORDER BY sum(profile.people) DESC LIMIT 1
"""


class Standing(NamedTuple):
    """The row of a candidate: its reference, how many people share it, and its facts as attribute:code."""

    reference: str
    people: int
    facts: set[str]


def most_told_task(databases: dict[Side, str]) -> tuple[str, str]:
    """Code and name of the task, no group, that most people on released rows share."""
    with psycopg.connect(CLUSTER.superuser_url(databases[OUTSIDE])) as outside:
        found = outside.execute(MOST_TOLD).fetchone()
    assert found is not None, "no task is told of anybody"
    return found


def standing(databases: dict[Side, str], candidate: int) -> Standing | None:
    """Where a candidate stands in the newest release that could hold them; None for who is held back."""
    with psycopg.connect(CLUSTER.superuser_url(databases[INSIDE])) as inside:
        found = inside.execute(WHERE, [candidate]).fetchone()
    if found is None or found[1] is None:
        return None
    release, row = found
    with psycopg.connect(CLUSTER.superuser_url(databases[OUTSIDE])) as outside:
        shown = outside.execute(ROW, [release, row]).fetchone()
    assert shown is not None
    people, key, facts = shown
    return Standing(References(secret=bytes(key), size=row + 1).of(row), people, set(facts))
