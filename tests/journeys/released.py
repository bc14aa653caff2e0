"""Who stands where in the active release: what only the inside knows, read from both databases."""

import psycopg

from explorer.search.references import References
from tests.database import CLUSTER, INSIDE, OUTSIDE, Side

WHERE = """
    SELECT publication.release_number, released.row_number
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


def standing(databases: dict[Side, str], candidate: int) -> tuple[str, int, set[str]]:
    """Reference of a candidate's row in the newest release, how many people share it, and its facts."""
    with psycopg.connect(CLUSTER.superuser_url(databases[INSIDE])) as inside:
        found = inside.execute(WHERE, [candidate]).fetchone()
    assert found is not None and found[1] is not None, "held back"
    release, row = found
    with psycopg.connect(CLUSTER.superuser_url(databases[OUTSIDE])) as outside:
        shown = outside.execute(ROW, [release, row]).fetchone()
    assert shown is not None
    people, key, facts = shown
    return References(secret=bytes(key), size=row + 1).of(row), people, set(facts)
