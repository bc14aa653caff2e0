"""Hours a week: which bands of the release a range touches."""

import re

from explorer.search.concepts import Concept, Concepts
from explorer.search.query import Hours

HOURS = "hours"
BAND = re.compile(r"(\d{1,3})-(\d{1,3})")


def touched(hours: Hours, concepts: Concepts) -> tuple[Concept, ...]:
    """The bands [a, b) that a range of hours overlaps; the last band has no end.

    A range that only touches the edge of a band does not overlap it. A single
    number of hours lies in the band that it begins or stands in.
    """
    bands = [(concept, *bounds) for concept in concepts.of(HOURS) if (bounds := _bounds(concept))]
    top = max((end for _, _, end in bands), default=0)
    start = float(hours.start or 0)
    end = float("inf") if hours.end is None else float(hours.end)
    return tuple(
        concept
        for concept, low, high in bands
        if start < (float("inf") if high == top else high) and (end > low or start == end == low)
    )


def _bounds(concept: Concept) -> tuple[int, int] | None:
    found = BAND.fullmatch(concept.code)
    return None if found is None else (int(found[1]), int(found[2]))
