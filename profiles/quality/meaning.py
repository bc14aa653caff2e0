"""Which words of the vocabulary meet a wish, and which are too general to tell."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from explorer.demand.wishes import Wish
from profiles.quality.fields import PLACE
from profiles.vocabulary.models import Concept
from profiles.vocabulary.tree import Tree

EARTH_KM = 6371.0088


@dataclass(frozen=True)
class Meaning:
    """Primary keys of concepts: who holds one of `meets` meets the wish, who only holds one above perhaps."""

    attribute: str
    meets: frozenset[int]
    above: frozenset[int]


def meaning(tree: Tree, wish: Wish) -> Meaning | None:
    """What a wish means in the vocabulary of today; None when it no longer means anything there."""
    found = list(_near(tree, wish) if wish.kilometres is not None else _named(tree, wish))
    if not found:
        return None
    meets = {concept.pk for concept in found}
    if wish.kilometres is None:
        meets |= {below.pk for concept in found for below in tree.descendants(concept)}
    above = {each.pk for concept in found for each in tree.ancestors(concept)}
    return Meaning(wish.attribute, frozenset(meets), frozenset(above - meets))


def _named(tree: Tree, wish: Wish) -> Iterator[Concept]:
    """The concept, or the municipalities of an area that a release made of several."""
    whole = tree.find(wish.attribute, wish.code)
    parts: Iterable[str] = (wish.code,) if whole or wish.attribute != PLACE else wish.code.split("-")
    for code in parts:
        concept = tree.find(wish.attribute, code)
        if concept is not None:
            yield concept


def _near(tree: Tree, wish: Wish) -> Iterator[Concept]:
    """The places whose point lies in the circle; its edge belongs to it."""
    centres = [_point(concept) for concept in _named(tree, wish)]
    for concept in tree.of(PLACE):
        to = _point(concept)
        if to and any(centre and kilometres(centre, to) <= (wish.kilometres or 0) for centre in centres):
            yield concept


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Between two points in degrees, along a great circle (haversine)."""
    (south, west), (north, east) = (tuple(map(radians, point)) for point in (one, other))
    chord = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin((east - west) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(chord, 1.0)))


def _point(concept: Concept) -> tuple[float, float] | None:
    if concept.latitude is None or concept.longitude is None:
        return None
    return concept.latitude, concept.longitude
