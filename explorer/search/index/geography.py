"""Places within a distance of a place: which lie inside the circle, and which only partly."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.search.concepts import Concepts
from explorer.search.query import Radius

EARTH_KM = 6371.0088
PLACE = "place"


@dataclass(frozen=True)
class Circle:
    """Numbers of the places whose own point lies within, and of those that only hold such a place."""

    within: frozenset[int]
    partly: frozenset[int]


class Places:
    """The places of a release with their points."""

    def __init__(self, concepts: Concepts) -> None:
        points = {place.number: place.point for place in concepts.of(PLACE) if place.point is not None}
        self._concepts = concepts
        self._numbers = tuple(points)
        self._latitudes, self._longitudes = np.radians(list(points.values())).reshape(-1, 2).T

    def circle(self, radius: Radius) -> Circle:
        """The places in a circle. One with places below it may be cut by the edge."""
        if radius.centre.point is None:
            return Circle(within=frozenset(), partly=frozenset())
        # The edge belongs to the circle.
        near = self._distances(radius.centre.point) <= radius.kilometres
        within = {number for number, inside in zip(self._numbers, near.tolist(), strict=True) if inside}
        touched = {above for number in within for above in self._concepts.ancestors(number)}
        return Circle(within=frozenset(within), partly=frozenset(touched - within))

    def _distances(self, centre: tuple[float, float]) -> NDArray[np.float64]:
        """Kilometres to every place along a great circle (haversine)."""
        latitude, longitude = np.radians(centre)
        across = np.sin((self._longitudes - longitude) / 2) ** 2
        along = np.sin((self._latitudes - latitude) / 2) ** 2
        chord = along + np.cos(latitude) * np.cos(self._latitudes) * across
        distances: NDArray[np.float64] = 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(chord, 1.0)))
        return distances
