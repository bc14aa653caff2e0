from hypothesis import given
from hypothesis import strategies as st

from profiles.anonymisation.areas import FLOORS, MOST, Place, join_areas

LEAST = FLOORS * 10


def place(code: str, people: int, north: float, region: str = "R") -> Place:
    return Place(code, region, people, north, 5.0)


def codes(places: list[Place], floor: int = 10) -> list[str]:
    return ["".join(each.code for each in area) for area in join_areas(places, floor=floor)]


def test_small_neighbours_are_joined() -> None:
    assert codes([place("a", 20, 51.0), place("b", 15, 51.1), place("c", 90, 51.2)]) == ["ab"]


def test_nearest_is_joined_first() -> None:
    places = [place("a", 16, 51.0), place("b", 17, 51.4), place("c", 18, 51.1), place("d", 19, 51.5)]
    assert codes(places) == ["ac", "bd"]


def test_large_ones_stand_alone() -> None:
    assert codes([place("a", 30, 51.0), place("b", 31, 51.1)]) == []


def test_who_is_left_joins_an_area() -> None:
    assert codes([place("a", 20, 51.0), place("b", 20, 51.1), place("c", 5, 51.9)]) == ["abc"]


def test_too_few_together_are_no_area() -> None:
    assert codes([place("a", 3, 51.0), place("b", 4, 51.1)]) == []


def test_areas_do_not_cross_regions() -> None:
    assert codes([place("a", 20, 51.0), place("b", 20, 51.1, region="Q")]) == []


def test_known_area_stays_while_it_has_people_for_a_class() -> None:
    places = [place("a", 16, 51.0), place("b", 17, 51.4), place("c", 18, 51.1), place("d", 19, 51.5)]
    stays = join_areas(places, floor=10, known=["ab", "d", "xy"])
    assert ["".join(each.code for each in area) for area in stays] == ["ab", "cd"]
    assert codes(places) == ["ac", "bd"]
    few = [each._replace(people=4) for each in places]
    assert join_areas(few, floor=10, known=["ab"]) == []


def test_empty_municipalities_are_in_none() -> None:
    assert codes([place("a", 20, 51.0), place("b", 20, 51.2), place("c", 0, 51.1)]) == ["ab"]


def test_municipality_moves_to_the_area_it_lies_in() -> None:
    places = [
        place("a", 28, 51.0),
        place("b", 29, 51.1),
        place("c", 29, 51.6),
        place("d", 29, 51.7),
        place("e", 1, 51.34),
    ]
    assert codes(places) == ["abe", "cd"]


@given(
    people=st.lists(st.integers(0, 50), max_size=15),
    where=st.lists(st.floats(50, 53), min_size=15, max_size=15),
)
def test_every_area_is_large_enough_and_nobody_is_in_two(people: list[int], where: list[float]) -> None:
    places = [place(f"p{number:02}", count, where[number]) for number, count in enumerate(people)]
    areas = join_areas(places, floor=10)
    inside = [each for area in areas for each in area]
    assert len(inside) == len(set(inside))
    assert all(sum(each.people for each in area) >= LEAST and 2 <= len(area) <= MOST for area in areas)
    assert all(each.people for each in inside)
    assert areas == join_areas(reversed(places), floor=10)
