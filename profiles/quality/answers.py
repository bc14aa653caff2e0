"""Whether the active release has a number for a search, as the page of results would give it."""

from collections.abc import Iterable
from enum import StrEnum

from explorer.demand.wishes import ALSO, WHAT, Search, Wish, facets_of
from explorer.release.lookup import Lookup
from profiles.quality.fields import PLACE


class Answer(StrEnum):
    """A number for the whole search, for parts of it (rule 9), or too few people to show any."""

    WHOLE = "whole"
    PARTLY = "partly"
    NONE = "none"


def answer(lookup: Lookup | None, search: Search) -> Answer:
    """What an employer gets to see of a search; nothing before the first release."""
    if lookup is None:
        return Answer.NONE
    facets = dict(facets_of(search))
    if WHAT not in facets and ALSO in facets:
        facets[WHAT] = facets.pop(ALSO)
    concepts = {facet: _concepts(lookup, wishes) for facet, wishes in facets.items() if facet != PLACE}
    members = _municipalities(lookup, facets.get(PLACE, ()))
    if not all(concepts.values()) or (PLACE in facets and not members):
        return Answer.NONE
    whats = concepts.pop(WHAT, [])
    numbers = [
        lookup.number(whats=whats, members=members, conditions=numbers, is_pair=facet == ALSO)
        for facet, numbers in concepts.items()
    ]
    if len(numbers) == 1 and numbers[0]:
        return Answer.WHOLE
    everybody = lookup.number(whats=whats, members=members)
    if not numbers and everybody:
        return Answer.WHOLE
    return Answer.PARTLY if everybody or any(numbers) else Answer.NONE


def _concepts(lookup: Lookup, wishes: Iterable[Wish]) -> list[int]:
    found = (lookup.vocabulary.find(wish.attribute, wish.code) for wish in wishes)
    return [concept.number for concept in found if concept]


def _municipalities(lookup: Lookup, wishes: Iterable[Wish]) -> frozenset[int]:
    members: set[int] = set()
    for wish in wishes:
        place = lookup.vocabulary.find(wish.attribute, wish.code)
        if place and wish.kilometres is None:
            members |= lookup.vocabulary.municipalities_of(place.number)
        elif place and wish.kilometres is not None:
            members |= lookup.vocabulary.within(place.number, wish.kilometres)
    return frozenset(members)
