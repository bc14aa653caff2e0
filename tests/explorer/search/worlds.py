"""Made-up people, released, and made-up searches of them; the same for the same seed."""

from dataclasses import dataclass
from random import Random

from explorer.release.models import Release
from explorer.release.shapes import CONDITIONS, WHATS
from explorer.release.vocabulary import read_vocabulary
from explorer.search.current import Current
from explorer.search.facets import BY_ATTRIBUTE
from explorer.search.query import Query
from explorer.words.matcher import WordMatcher
from tests import groups as oracle
from tests.explorer.search.brute import Asked, Rules
from tests.factories import releases


@dataclass(frozen=True)
class Made:
    """A release with the people it was made of, as the search and as the rules see it."""

    now: Current
    rules: Rules
    people: list[tuple[int, frozenset[int]]]


def current_of(release: Release) -> Current:
    """As the site sees a release, whatever another test released under its number."""
    vocabulary = read_vocabulary(release)
    country = next(area.number for area in vocabulary.areas.values() if "N" in area.kinds)
    matcher = WordMatcher(vocabulary, titles=[], search_words=[], refused_words=[], at_least={})
    return Current(release, vocabulary, country, matcher)


def make(seed: int, *, k: int = 2, size: int = 120) -> Made:
    """Release `size` people of random facts; thresholds of regional conditions still hold."""
    rng = Random(seed)
    words = releases.vocabulary()
    people = [(1, _facts(rng, words)) for _ in range(size)]
    release = releases.publish(people, words=words, k=k)
    now = current_of(release)
    concepts = list(now.vocabulary.concepts.values())
    areas = list(now.vocabulary.areas.values())
    world = releases.world_of(concepts, areas)
    listed = {
        (what, area, condition): number
        for what, area, condition, number in release.groups.values_list(
            "what", "area", "condition", "at_least"
        )
    }
    region_of = {place.number: place.parent or 0 for place in now.vocabulary.municipalities}
    numbered = [
        (municipality, frozenset(oracle.facts_of(world, facts)))
        for municipality, facts in (releases.numbered(facts, concepts) for _, facts in people)
    ]
    return Made(now, Rules(world, listed, region_of, k), numbered)


def searches(made: Made, seed: int, *, count: int) -> list[tuple[Query, Asked]]:
    """Random queries, each as the search and as the rules take it."""
    rng = Random(seed)
    return [_search(made, rng) for _ in range(count)]


def _facts(rng: Random, words: tuple[releases.Word, ...]) -> list[releases.Fact]:
    places = [word for word in words if word.attribute == "place" and word.parent]
    facts = [rng.choices(places, weights=[6, 3, 1, 2][: len(places)])[0].fact]
    for attribute in (*WHATS, *CONDITIONS):
        options = [
            word.fact for word in words if word.attribute == attribute and not word.code.startswith("niet-")
        ]
        if options and rng.random() < 0.8:
            many = 1 if attribute in ("education", "availability") else rng.choice((1, 1, 2))
            facts += rng.sample(options, min(many, len(options)))
    return facts


def _search(made: Made, rng: Random) -> tuple[Query, Asked]:
    vocabulary = made.now.vocabulary
    whats = [concept.number for attribute in WHATS for concept in vocabulary.of(attribute)]
    chosen = tuple(sorted(rng.sample(whats, rng.choice((0, 1, 1, 1, 2)))))
    places: tuple[int, ...] = ()
    centre = km = None
    kind = rng.choice(("none", "place", "places", "around", "around"))
    everywhere = [place.number for place in vocabulary.of("place")]
    if kind in ("place", "places"):
        places = tuple(sorted(rng.sample(everywhere, 1 if kind == "place" else 2)))
    elif kind == "around":
        centre = rng.choice([place.number for place in vocabulary.municipalities])
        km = rng.choice((5, 10, 15, 25, 50))
    wishes = {}
    for attribute in rng.sample(CONDITIONS, rng.choice((0, 1, 1, 2))):
        options = [concept.number for concept in vocabulary.of(attribute)]
        if options:
            wishes[attribute] = frozenset(rng.sample(options, min(len(options), rng.choice((1, 1, 2)))))
    if chosen and rng.random() < 0.2:
        related = {
            each
            for what in chosen
            for each in (what, *vocabulary.ancestors(what), *vocabulary.descendants(what))
        }
        wishes["ook"] = frozenset(rng.sample([what for what in whats if what not in related], 1))
    members = frozenset(vocabulary.within(centre, km or 0) if centre else ()).union(
        *(vocabulary.municipalities_of(place) for place in places)
    )
    query = Query(
        whats=chosen,
        places=places,
        centre=centre,
        km=km,
        wishes={
            BY_ATTRIBUTE[name].name if name != "ook" else name: tuple(sorted(options))
            for name, options in wishes.items()
        },
    )
    return query, Asked(frozenset(chosen), members, wishes)
