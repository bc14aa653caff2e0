"""Whether the active release has a number for a search, as the page of results would give it."""

from collections.abc import Iterable
from enum import StrEnum

from explorer.demand.wishes import ALSO, WHAT, Search, Wish, facets_of
from explorer.release.lookup import Lookup
from profiles.quality.fields import PLACE


class SearchAnswer(StrEnum):
    """A number for the whole search, for parts of it (rule 9), or too few people to show any."""

    WHOLE = "whole"
    PARTLY = "partly"
    NONE = "none"


def answer(lookup: Lookup | None, search: Search) -> SearchAnswer:
    """What an employer gets to see of a search; nothing before the first release."""
    if lookup is None:
        return SearchAnswer.NONE
    facets = dict(facets_of(search))
    if WHAT not in facets and ALSO in facets:
        # "And also" of nothing is simply what is asked, as on the page itself.
        facets[WHAT] = facets.pop(ALSO)
    concepts = {facet: _concepts(lookup, wishes) for facet, wishes in facets.items() if facet != PLACE}
    inside: set[int] = set()
    for wish in facets.get(PLACE, ()):
        place = lookup.vocabulary.find(wish.attribute, wish.code)
        if place and wish.kilometres is None:
            inside |= lookup.vocabulary.municipalities_of(place.number)
        elif place and wish.kilometres is not None:
            inside |= lookup.vocabulary.within(place.number, wish.kilometres)
    members = frozenset(inside)
    # A word that the release does not have finds no one, whatever the others find.
    if not all(concepts.values()) or (PLACE in facets and not members):
        return SearchAnswer.NONE
    whats = concepts.pop(WHAT, [])
    numbers = [
        lookup.number(whats=whats, members=members, conditions=numbers, is_pair=facet == ALSO)
        for facet, numbers in concepts.items()
    ]
    if len(numbers) == 1 and numbers[0]:
        return SearchAnswer.WHOLE
    everybody = lookup.number(whats=whats, members=members)
    if not numbers and everybody:
        return SearchAnswer.WHOLE
    return SearchAnswer.PARTLY if everybody or any(numbers) else SearchAnswer.NONE


def _concepts(lookup: Lookup, wishes: Iterable[Wish]) -> list[int]:
    found = (lookup.vocabulary.find(wish.attribute, wish.code) for wish in wishes)
    return [concept.number for concept in found if concept]
