"""The searches that everybody is asked: one or two whats, half near a place, half with a condition."""

from random import Random

from django.http import QueryDict

from explorer.release.models import NOT_APPLICABLE, NOT_RECORDED
from explorer.release.vocabulary import Vocabulary
from explorer.search.answer import answer
from explorer.search.current import Current
from explorer.search.facets import BY_ATTRIBUTE
from explorer.search.links import query_string
from explorer.search.query import Query, read_query

SEARCHES = 60
WORK = ("task", "task", "task", "skill", "occupation")
ASKED = ("hours", "licence", "education", "availability", "language", "transport")
WORKS = {attribute: BY_ATTRIBUTE[attribute].name for attribute in WORK}
DISTANCES = (5, 10, 15, 25, 50)


def addresses(now: Current, *, seed: int = 7, count: int = SEARCHES) -> list[str]:
    """Different canonical query strings, the same for the same seed; popular work more often."""
    rng = Random(seed)
    everywhere = answer(now, Query()).options
    popular = {work: number for name in WORKS.values() for work, number in everywhere[name].items()}
    found: dict[str, None] = {}
    while len(found) < count:
        query = read_query(now, QueryDict(_address(now.vocabulary, rng, popular)))
        found[query_string(now.vocabulary, query).lstrip("?")] = None
    return list(found)


def _address(vocabulary: Vocabulary, rng: Random, popular: dict[int, int]) -> str:
    parts = []
    for attribute in rng.sample(WORK, rng.choice((1, 1, 2))):
        works = vocabulary.of(attribute)
        work = rng.choices(works, [1 + popular[each.number] for each in works])[0]
        parts.append(f"{BY_ATTRIBUTE[attribute].name}={work.code}")
    if rng.random() < 0.5:
        place = rng.choice(vocabulary.municipalities)
        parts.append(f"vanuit={place.code}&straal={rng.choice(DISTANCES)}")
    if rng.random() < 0.5:
        attribute = rng.choice(ASKED)
        options = [
            each for each in vocabulary.of(attribute) if each.code not in (NOT_RECORDED, NOT_APPLICABLE)
        ]
        parts.append(f"{BY_ATTRIBUTE[attribute].name}={rng.choice(options).code}")
    return "&".join(parts)
