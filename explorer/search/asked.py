"""A search as `explorer.demand` counts it: the concepts it names."""

from explorer.demand.wishes import Search, Wish
from explorer.release.models import NOT_APPLICABLE, NOT_RECORDED
from explorer.release.vocabulary import Vocabulary
from explorer.search.query import Query


def wishes_of(vocabulary: Vocabulary, query: Query) -> Search:
    """The concepts a search names or was read as; *not recorded* is no wish."""
    named: list[Wish] = []
    for number in (*query.whats, *query.places):
        named.append(Wish(vocabulary[number].attribute, vocabulary[number].code))
    for name, options in query.wishes.items():
        for concept in (vocabulary[option] for option in options):
            if concept.code not in (NOT_RECORDED, NOT_APPLICABLE):
                named.append(Wish(concept.attribute, concept.code, also=name == "ook"))
    if query.centre:
        centre = vocabulary[query.centre]
        named.append(Wish(centre.attribute, centre.code, kilometres=query.km))
    return frozenset(named)
