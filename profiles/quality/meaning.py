"""Which words of the vocabulary meet a wish, and which are too general to decide it."""

from dataclasses import dataclass

from explorer.demand.wishes import Wish
from explorer.release.vocabulary import distance
from profiles.quality.fields import PLACE
from profiles.vocabulary.tree import Tree


@dataclass(frozen=True)
class Meaning:
    """Primary keys of concepts: one of `meets` meets the wish, one of `above` leaves it open."""

    attribute: str
    meets: frozenset[int]
    above: frozenset[int]


def meaning(tree: Tree, wish: Wish) -> Meaning | None:
    """What a wish means in the vocabulary of today; None when it no longer means anything there."""
    concept = tree.find(wish.attribute, wish.code)
    if concept is None:
        return None
    if wish.kilometres is None:
        found = [concept, *tree.descendants(concept)]
    else:
        # The municipalities in a circle; its edge belongs to it.
        places = (place for place in tree.of(PLACE) if tree.parent(place))
        found = [concept, *(place for place in places if distance(concept, place) <= wish.kilometres)]
    meets = frozenset(each.pk for each in found)
    above = frozenset(each.pk for one in found for each in tree.ancestors(one))
    # A wish for a whole branch is met by its top as well: that one leaves nothing open.
    return Meaning(wish.attribute, meets, above - meets)
