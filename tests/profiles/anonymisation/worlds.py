"""Small worlds for tests: words of every kind in trees, areas of every kind, people with a few facts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st

from explorer.release.shapes import ATTRIBUTES, CONDITIONS
from profiles.anonymisation.sampling import Sampling, area_id
from profiles.anonymisation.tables import Areas, Layout, People, Words
from tests import groups as oracle

Person = tuple[int, tuple[int, ...]]
SECRET = b"a secret of the tests, 32 bytes."


@dataclass(frozen=True)
class Small:
    """A world, its people as (municipality, facts as they were given), and k."""

    world: oracle.World
    people: Sequence[Person]
    k: int

    @property
    def words(self) -> Words:
        numbers = range(1, max(self.world.words) + 1)
        listed = [self.world.words[number] for number in numbers]
        return Words(
            attributes=("", *(word.attribute for word in listed)),
            parents=np.array([0, *(word.parent or 0 for word in listed)]),
            # Not in the order of the numbers of the release, as in a register.
            permanent=np.array([0, *(5000 - 7 * number for number in numbers)]),
        )

    @property
    def areas(self) -> Areas:
        listed = [self.world.areas[number] for number in range(1, len(self.world.areas) + 1)]
        ids = [area_id(map(str, area.members)) for area in listed]
        return Areas(
            kinds=("", *(area.kinds for area in listed)),
            members=(frozenset(), *(area.members for area in listed)),
            permanent=np.array([0, *ids], np.uint64),
        )

    @property
    def layout(self) -> Layout:
        return Layout(self.words, self.areas)

    def arrays(self, sampling: Sampling) -> People:
        """The people as counting takes them; person i has primary key i + 1."""
        closed = [sorted(oracle.facts_of(self.world, facts)) for _, facts in self.people]
        return People(
            keys=sampling.person_keys(range(1, len(self.people) + 1)),
            municipality=np.array([place for place, _ in self.people], np.int64),
            starts=np.cumsum([0, *map(len, closed)]),
            facts=np.array([fact for facts in closed for fact in facts], np.int64),
        )

    @property
    def living(self) -> dict[int, int]:
        return {
            number: sum(place in area.members for place, _ in self.people)
            for number, area in self.world.areas.items()
        }


@st.composite
def small_worlds(draw: st.DrawFn, *, most_people: int = 120) -> Small:
    """Two or three municipalities a region, up to 40 words, and people who share facts often."""
    words: dict[int, oracle.Word] = {}

    def add(attribute: str, parent: int | None = None) -> int:
        words[len(words) + 1] = oracle.Word(attribute, parent)
        return len(words)

    regions: list[list[int]] = []
    for _ in range(draw(st.integers(1, 2))):
        region = add("place")
        regions.append([add("place", region) for _ in range(draw(st.integers(1, 3)))])
    facts: list[int] = []
    for attribute in ATTRIBUTES[1:]:
        for _ in range(draw(st.integers(0 if attribute in CONDITIONS else 1, 2))):
            root = add(attribute)
            below = [add(attribute, root) for _ in range(draw(st.integers(0, 2)))]
            deepest = [add(attribute, child) for child in below[:1] if draw(st.booleans())]
            facts += [root, *below, *deepest]
    areas = _areas(draw, regions)
    municipalities = [place for region in regions for place in region]
    bundles = draw(st.lists(st.lists(st.sampled_from(facts), max_size=6), min_size=1, max_size=4))
    one = st.tuples(
        st.sampled_from(municipalities),
        st.sampled_from(bundles),
        st.lists(st.sampled_from(facts), max_size=2),
        st.sampled_from([1, 2, 3, 5, 12, 25]),
    )
    drawn = draw(st.lists(one, max_size=10))
    people = [
        (place, tuple({*bundle, *extra})) for place, bundle, extra, times in drawn for _ in range(times)
    ][:most_people]
    return Small(oracle.World(words, areas), people, k=draw(st.integers(2, 4)))


def _areas(draw: st.DrawFn, regions: list[list[int]]) -> dict[int, oracle.Place]:
    municipalities = [place for region in regions for place in region]
    named: list[tuple[str, Iterable[int]]] = [("M", [place]) for place in municipalities]
    named += [("R", region) for region in regions]
    named.append(("N", municipalities))
    circle = st.sets(st.sampled_from(municipalities), min_size=1)
    named += [("C", members) for members in draw(st.lists(circle, max_size=4))]
    sets: dict[frozenset[int], str] = {}
    for kind, members in named:
        key = frozenset(members)
        sets[key] = sets.get(key, "") + (kind if kind not in sets.get(key, "") else "")
    return {number: oracle.Place(kinds, members) for number, (members, kinds) in enumerate(sets.items(), 1)}
