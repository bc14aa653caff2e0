"""Which groups exist: the one declared table that counting, verifier, search, pages, docs and tests read.

A group is *what* x *where* x at most one *condition*. Its size is published as a
label: the largest k x 2^n not above the number of people counted, never an exact count.
"""

from dataclasses import dataclass
from enum import StrEnum

# Attributes a *what* is of, at leaf and group level.
WHATS = ("task", "skill", "occupation", "sector")
# Attributes of conditions that are also published for a municipality and a circle.
LOCAL_CONDITIONS = ("hours", "licence", "education", "availability")
# Attributes of conditions that are published for a region and the country only.
REGIONAL_CONDITIONS = ("direction", "transport", "language", "competence", "affinity", "worktime")
CONDITIONS = (*LOCAL_CONDITIONS, *REGIONAL_CONDITIONS)
PLACE = "place"
# All attributes of a release; nothing else of a person leaves the register.
ATTRIBUTES = (PLACE, *WHATS, *CONDITIONS)
# Kilometres around a municipality of published circles; other distances are sums of municipalities.
CIRCLE_RADII = (15, 25)


class AreaKind(StrEnum):
    """Names an area can have; one set of municipalities may have several, and is listed once."""

    MUNICIPALITY = "M"
    REGION = "R"
    COUNTRY = "N"
    CIRCLE = "C"


M, R, N, C = AreaKind


@dataclass(frozen=True)
class Shape:
    """A kind of group: its areas and the attributes of its condition, () for none.

    `least` and `share` raise the threshold above k: at least so many people, and at
    least this share of the people in the area. A shape with WHATS as conditions is a
    *pair*: two whats, the lower concept number is the group's `what`. Every other
    shape exists with a what and without one (all people of a place).
    """

    name: str
    areas: tuple[AreaKind, ...]
    conditions: tuple[str, ...] = ()
    least: int = 0
    share: float = 0.0

    @property
    def is_pair(self) -> bool:
        return self.conditions == WHATS

    def threshold(self, *, k: int, people: int) -> int:
        """Fewest counted people for which a group is published, where `people` live in the area."""
        return max(k, self.least, int(self.share * people))


SHAPES: tuple[Shape, ...] = (
    Shape("place", (M, R, N)),
    Shape("circle", (C,)),
    Shape("place-condition", (M, R, N), LOCAL_CONDITIONS),
    Shape("circle-condition", (C,), LOCAL_CONDITIONS, least=12),
    Shape("regional-condition", (R, N), REGIONAL_CONDITIONS, least=20),
    Shape("pair", (R, N), WHATS, least=40, share=0.015),
)
BY_NAME = {shape.name: shape for shape in SHAPES}
