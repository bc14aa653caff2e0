"""Groups counted by hand: a plain double loop over people and shapes, and closing until nothing changes.

The oracle of counting, closing and search; it shares no code with them but the table of shapes.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from explorer.release.shapes import SHAPES, WHATS, AreaKind, Shape
from explorer.release.vocabulary import label_of

Key = tuple[int, int, int]
"""(what, area, condition): concept numbers and an area number, 0 for no what or condition."""
Groups = dict[Key, int]


@dataclass(frozen=True)
class Word:
    """A concept: `parent` is its number, or None."""

    attribute: str
    parent: int | None = None


@dataclass(frozen=True)
class Place:
    """An area: letters of its kinds, and its municipalities by concept number."""

    kinds: str
    members: frozenset[int]


@dataclass(frozen=True)
class World:
    """Concepts by number from 1, areas by number from 1."""

    words: Mapping[int, Word]
    areas: Mapping[int, Place]

    def line(self, concept: int) -> list[int]:
        """A concept and all above it."""
        above = self.words[concept].parent
        return [concept, *(self.line(above) if above else [])]

    def is_under(self, narrow: int, wide: int) -> bool:
        """Whether everybody with `narrow` has `wide`; 0 is everybody."""
        return wide == 0 or (narrow != 0 and wide in self.line(narrow))

    def parts(self, members: frozenset[int], *, strict: bool) -> list[int]:
        """Areas that together are these municipalities: whole regions, and the other municipalities."""
        whole = [
            number
            for number, area in self.areas.items()
            if "R" in area.kinds and area.members <= members and not (strict and area.members == members)
        ]
        covered = frozenset().union(*(self.areas[number].members for number in whole))
        single = [
            number
            for number, area in self.areas.items()
            if "M" in area.kinds and area.members <= members - covered
        ]
        return [*whole, *single]

    def shape_of(self, key: Key) -> Shape | None:
        """The shape of a group with the lowest threshold, or None where there is none."""
        what, area, condition = key
        attribute = self.words[condition].attribute if condition else ""
        fitting = [
            shape
            for shape in SHAPES
            if any(kind.value in self.areas[area].kinds for kind in shape.areas)
            and (attribute in shape.conditions if condition else not shape.conditions)
            and (not shape.is_pair or what)
        ]
        return min(fitting, key=lambda shape: (shape.least, shape.share), default=None)


def pair(what: int, condition: int, *, attribute: str) -> tuple[int, int]:
    """What and condition as a group has them: of two whats the lower number comes first."""
    if attribute in WHATS:
        return (min(what, condition), max(what, condition)) if what else (condition, 0)
    return what, condition


def facts_of(world: World, person: Iterable[int]) -> set[int]:
    return {above for concept in person for above in world.line(concept)}


def keys_of(world: World, municipality: int, person: Iterable[int]) -> Iterator[Key]:
    """Every group that a person who lives there is counted in."""
    facts = facts_of(world, person)
    whats = [0, *(fact for fact in facts if world.words[fact].attribute in WHATS)]
    for area, place in world.areas.items():
        if municipality not in place.members:
            continue
        for what in whats:
            for condition in (0, *facts):
                is_pair = bool(condition) and world.words[condition].attribute in WHATS
                if is_pair and (what >= condition or what == 0 or _related(world, what, condition)):
                    continue
                if world.shape_of((what, area, condition)) is not None:
                    yield what, area, condition


def count(
    world: World,
    people: Iterable[tuple[int, Iterable[int]]],
    *,
    left_out: Callable[[int, Key], bool] = lambda person, key: False,
) -> Counter[Key]:
    """How many people each group has; `people` are (municipality, facts), `left_out` skips a pair."""
    counted: Counter[Key] = Counter()
    for person, (municipality, facts) in enumerate(people):
        counted.update(key for key in keys_of(world, municipality, facts) if not left_out(person, key))
    return counted


def label(world: World, counted: Mapping[Key, int], *, people: Mapping[int, int], k: int) -> Groups:
    """Groups at or above their threshold; `people` is how many live in each area."""
    groups = {}
    for key, number in counted.items():
        shape = world.shape_of(key)
        if shape and number >= shape.threshold(k=k, people=people[key[1]]):
            groups[key] = label_of(number, k=k)
    return groups


def close(world: World, groups: Groups, *, k: int) -> Groups:
    """Add or raise what listed groups imply of wider ones, until nothing changes."""
    closed = dict(groups)
    while True:
        before = dict(closed)
        for (what, area, condition), number in before.items():
            for wider in _wider(world, (what, area, condition)):
                closed[wider] = max(closed.get(wider, 0), number)
        for area, place in world.areas.items():
            parts = world.parts(place.members, strict=True)
            sums: Counter[tuple[int, int]] = Counter()
            for (what, part, condition), number in closed.items():
                if part in parts:
                    sums[what, condition] += number
            for (what, condition), total in sums.items():
                key = (what, area, condition)
                if world.shape_of(key) is not None:
                    closed[key] = max(closed.get(key, 0), label_of(total, k=k))
        if closed == before:
            return closed


def _wider(world: World, key: Key) -> Iterator[Key]:
    what, area, condition = key
    attribute = world.words[condition].attribute if condition else ""
    areas = [number for number, place in world.areas.items() if place.members >= world.areas[area].members]
    for wide in areas:
        for above in [*world.line(what), 0] if what else [0]:
            for loose in [*world.line(condition), 0] if condition else [0]:
                first, second = pair(above, loose, attribute=attribute) if loose else (above, 0)
                if second and world.words[second].attribute in WHATS and _related(world, first, second):
                    continue
                found = (first, wide, second)
                if world.shape_of(found) is not None:
                    yield found


def _related(world: World, one: int, other: int) -> bool:
    return one in world.line(other) or other in world.line(one)


def is_kind(place: Place, kind: AreaKind) -> bool:
    return kind.value in place.kinds
