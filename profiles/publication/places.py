"""The areas of a release: each set of municipalities once, whatever its names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from explorer.release.models import Area, Circle, PublishedConcept
from explorer.release.shapes import CIRCLE_RADII, AreaKind
from explorer.release.vocabulary import Vocabulary
from profiles.anonymisation.circles import widest_circles
from profiles.anonymisation.sampling import area_id
from profiles.anonymisation.tables import Areas


@dataclass(frozen=True)
class Places:
    """Areas and circles, of no release yet, and the areas as anonymisation takes them."""

    areas: tuple[Area, ...]
    circles: tuple[Circle, ...]
    sets: Areas


def areas_of(concepts: Sequence[PublishedConcept]) -> Places:
    """Number municipalities in display order, then regions, the country and circles that are new sets."""
    names = Vocabulary(concepts, [], [])
    around = {
        (place.number, km): tuple(sorted(names.within(place.number, km)))
        for place in names.municipalities
        for km in CIRCLE_RADII
    }
    kinds, concept_of = _kinds_of(names, around.values())
    # From 1: number 0 is no area, in the arrays below too.
    number_of = {members: number for number, members in enumerate(kinds, start=1)}
    codes = {concept.number: concept.code for concept in concepts}
    return Places(
        areas=tuple(
            Area(
                number=number,
                kinds=kinds[members],
                members=list(members),
                concept=concept_of.get(members),
            )
            for members, number in number_of.items()
        ),
        circles=tuple(
            Circle(centre=centre, km=km, area=number_of[members]) for (centre, km), members in around.items()
        ),
        sets=Areas(
            kinds=("", *kinds.values()),
            members=(frozenset(), *map(frozenset, kinds)),
            permanent=np.array(
                [0, *(area_id(codes[place] for place in members) for members in kinds)], np.uint64
            ),
            widest=widest_circles(
                {name: number_of[members] for name, members in around.items()}, ("", *kinds.values())
            ),
        ),
    )


def _kinds_of(
    names: Vocabulary, circles: Iterable[tuple[int, ...]]
) -> tuple[dict[tuple[int, ...], str], dict[tuple[int, ...], int]]:
    """Set of municipalities -> letters of the kinds of area it is, and -> the concept it is of, if any."""
    municipalities = [place.number for place in names.municipalities]
    kinds: dict[tuple[int, ...], str] = {}
    concept_of: dict[tuple[int, ...], int] = {}

    def add(kind: AreaKind, members: Iterable[int], concept: int | None = None) -> None:
        key = tuple(sorted(members))
        # One set may be a municipality and a circle: under two numbers it would be drawn twice.
        known = kinds.get(key, "")
        kinds[key] = known if kind in known else known + kind
        if concept is not None:
            concept_of.setdefault(key, concept)

    for place in municipalities:
        add(AreaKind.MUNICIPALITY, [place], place)
    for region in names.regions:
        add(AreaKind.REGION, names.municipalities_of(region.number), region.number)
    if municipalities:
        add(AreaKind.COUNTRY, municipalities)
    for members in circles:
        add(AreaKind.CIRCLE, members)
    return kinds, concept_of
