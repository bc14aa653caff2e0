"""Numbers looked up by one statement equal those added up by hand."""

from random import Random

import pytest

from explorer.release.lookup import Lookup, active_lookup
from explorer.release.shapes import CONDITIONS, LOCAL_CONDITIONS, WHATS
from explorer.release.vocabulary import label_of
from tests.factories.releases import TASKS, publish, vocabulary

pytestmark = pytest.mark.django_db

WHERE = ("GM0983", "GM0984", "GM0893", "GM0957")


def people(rng: Random) -> list[tuple[int, list[tuple[str, str]]]]:
    leaves = [word.fact for word in vocabulary() if word.parent or word.attribute in ("skill", "transport")]
    return [
        (rng.randint(1, 12), [("place", place), *rng.sample(sorted(without_places(leaves)), 6)])
        for place in WHERE
        for _ in range(8)
    ]


def without_places(facts: list[tuple[str, str]]) -> set[tuple[str, str]]:
    return {fact for fact in facts if fact[0] != "place"}


def by_hand(lookup: Lookup, whats: list[int], members: frozenset[int], conditions: list[int]) -> int:
    """Rules 4 to 6 by plain loops over all rows."""
    rows = {(row.what, row.area, row.condition): row.at_least for row in lookup.release.groups.all()}
    areas = lookup.vocabulary.areas
    inside = [number for number, area in areas.items() if set(area.members) <= members]
    regions = [number for number in inside if "R" in areas[number].kinds]
    covered = {member for region in regions for member in areas[region].members}
    single = [
        number for number in inside if "M" in areas[number].kinds and not covered & set(areas[number].members)
    ]
    numbers = [0]
    for what in whats or [0]:
        for condition in conditions or [0]:
            numbers.append(sum(rows.get((what, area, condition), 0) for area in (*regions, *single)))
            numbers += [rows.get((what, area, condition), 0) for area in inside]
    return max(numbers)


@pytest.mark.parametrize("seed", range(3))
def test_number_equals_plain_loops(seed: int) -> None:
    rng = Random(seed)
    publish(people(rng))
    lookup = active_lookup()
    assert lookup is not None
    words = lookup.vocabulary
    places = [place.number for place in words.municipalities]
    whats = [concept.number for name in WHATS for concept in words.of(name)]
    found = 0
    for _ in range(60):
        members = frozenset(rng.sample(places, rng.randint(1, len(places))))
        asked = rng.sample(whats, rng.randint(0, 2))
        attribute = rng.choice([name for name in CONDITIONS if words.of(name)])
        conditions = rng.sample([concept.number for concept in words.of(attribute)], rng.randint(0, 2))
        among = members
        if conditions and attribute not in LOCAL_CONDITIONS:
            among = lookup.regions_around(members)
        number = lookup.number(whats=asked, members=members, conditions=conditions)
        # A listed area has a label where its parts have a sum; both are in the same step of the series.
        assert label_of(number, k=5) == label_of(by_hand(lookup, asked, among, conditions), k=5)
        found += number > 0
    assert found > 10


def test_pair_is_the_same_either_way() -> None:
    publish([(50, [("place", "GM0983"), TASKS[1].fact, ("skill", "scannen")])])
    lookup = active_lookup()
    assert lookup is not None
    one, other = lookup.vocabulary.find(*TASKS[1].fact), lookup.vocabulary.find("skill", "scannen")
    assert one and other
    for what, also in ((one, other), (other, one)):
        assert lookup.number(whats=[what.number], conditions=[also.number], is_pair=True) == 40
    assert lookup.number(whats=[one.number], conditions=[other.number]) == 0 or one.number < other.number


def test_no_wish_is_everybody() -> None:
    publish([(23, [("place", "GM0983")]), (6, [("place", "GM0957")])])
    lookup = active_lookup()
    assert lookup is not None
    assert label_of(lookup.number(), k=5) == 20
    assert lookup.number(members=[lookup.vocabulary.find("place", "GM0957").number]) == 5  # type: ignore[union-attr]
