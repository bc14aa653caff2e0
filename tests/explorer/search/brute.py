"""The rules of docs/search.md by plain loops over the list of groups; shares no code with the search."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tests.groups import Groups, World

WHATS = ("task", "skill", "occupation", "sector")
LOCAL = ("hours", "licence", "education", "availability")


@dataclass(frozen=True)
class Asked:
    """W, A and C of the rules; A holds municipalities by concept number, empty for everywhere."""

    whats: frozenset[int]
    members: frozenset[int]
    wishes: Mapping[str, frozenset[int]]


def label(number: int, *, k: int) -> int:
    found = 0
    step = k
    while step <= number:
        found, step = step, 2 * step
    return found


@dataclass(frozen=True)
class Rules:
    """A world, its closed list, and the region of each municipality."""

    world: World
    groups: Groups
    region_of: Mapping[int, int]
    k: int

    def at(self, what: int, area: int, condition: int) -> int:
        """G(w, a, f): of two whats the lower number comes first; a second what alone is a what."""
        if condition and self.world.words[condition].attribute in WHATS:
            what, condition = (min(what, condition), max(what, condition)) if what else (condition, 0)
        return self.groups.get((what, area, condition), 0)

    def everywhere(self) -> frozenset[int]:
        return frozenset(self.region_of)

    def n(self, what: int, members: frozenset[int], condition: int) -> int:
        """Rule 5."""
        wanted = members or self.everywhere()
        inside = [number for number, area in self.world.areas.items() if area.members <= wanted]
        parts = self.world.parts(wanted, strict=False)
        return max(
            sum(self.at(what, area, condition) for area in parts),
            max((self.at(what, area, condition) for area in inside), default=0),
        )

    def number(self, whats: Iterable[int], members: frozenset[int], conditions: Iterable[int]) -> int:
        """Rule 6, as a label."""
        found = (
            self.n(what, members, condition)
            for what in set(whats) or {0}
            for condition in set(conditions) or {0}
        )
        return label(max(found), k=self.k)

    def touched(self, members: frozenset[int]) -> frozenset[int]:
        """A^R of rule 7: all municipalities of the regions that are touched."""
        regions = {self.region_of[place] for place in members}
        return frozenset(place for place, region in self.region_of.items() if region in regions)

    def counted_in(self, asked: Asked, facet: str | None) -> frozenset[int]:
        return asked.members if facet is None or facet in LOCAL else self.touched(asked.members)

    def title(self, asked: Asked) -> int:
        """Rules 8 and 9."""
        if len(asked.wishes) != 1:
            return self.number(asked.whats, asked.members, ())
        [(facet, options)] = asked.wishes.items()
        return self.number(asked.whats, self.counted_in(asked, facet), options)

    def part(self, asked: Asked, facet: str) -> int:
        return self.number(asked.whats, self.counted_in(asked, facet), asked.wishes[facet])

    def option(self, asked: Asked, facet: str, option: int) -> int:
        """Rules 13 and 14 for a condition."""
        return self.number(asked.whats, self.counted_in(asked, facet), (option,))

    def what(self, asked: Asked, what: int) -> int:
        return self.title(Asked(frozenset([what]), asked.members, asked.wishes))

    def place(self, asked: Asked, place: frozenset[int]) -> int:
        return self.title(Asked(asked.whats, place, asked.wishes))


def true_number(
    world: World, people: Iterable[tuple[int, frozenset[int]]], asked: Asked, members: frozenset[int]
) -> int:
    """How many people really are what a number tells: some what, some place, and all facets."""

    def fits() -> Iterator[bool]:
        for municipality, facts in people:
            yield (
                (not asked.whats or bool(asked.whats & facts))
                and (not members or municipality in members)
                and all(options & facts for options in asked.wishes.values())
            )

    return sum(fits())
