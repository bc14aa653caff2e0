"""By which areas the people of some municipalities are counted: rules 4 and 5 of `docs/search.md`."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from explorer.release.shapes import AreaKind
from explorer.release.vocabulary import Vocabulary, is_of

Key = tuple[int, int, int]
"""(what, area, condition), as in `Group`."""


@dataclass(frozen=True)
class Scope:
    """The areas by which a set of municipalities is counted.

    `parts` are disjoint and together the set; `areas` are they and every other listed area
    that lies inside and in no larger one that does.
    """

    parts: tuple[int, ...]
    areas: tuple[int, ...]

    def number(self, rows: Mapping[Key, int], what: int, condition: int) -> int:
        """Rule 5 from rows in memory."""
        summed = sum(rows.get((what, area, condition), 0) for area in self.parts)
        return max([summed, *(rows.get((what, area, condition), 0) for area in self.areas)])


def scope_of(vocabulary: Vocabulary, members: Collection[int]) -> Scope:
    """How to count the people of these municipalities (rules 4 and 5)."""
    whole = vocabulary.area_with(members)
    if whole is not None and any(
        is_of(whole, kind) for kind in (AreaKind.MUNICIPALITY, AreaKind.REGION, AreaKind.COUNTRY)
    ):
        # The list is closed: what its parts say, the area itself says.
        return Scope((whole.number,), (whole.number,))
    wanted = frozenset(members)
    inside = [area for area in vocabulary.areas.values() if wanted.issuperset(area.members)]
    regions = [area for area in inside if is_of(area, AreaKind.REGION)]
    covered = {member for region in regions for member in region.members}
    single = [
        area for area in inside if is_of(area, AreaKind.MUNICIPALITY) and not covered.issuperset(area.members)
    ]
    largest = [area for area in inside if not any(set(area.members) < set(wider.members) for wider in inside)]
    parts = tuple(area.number for area in (*regions, *single))
    return Scope(parts, tuple(dict.fromkeys((*parts, *(area.number for area in largest)))))
