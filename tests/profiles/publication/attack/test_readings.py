import numpy as np
import pytest

from profiles.publication.attack.readings import NEAR, Reading, Surroundings, read
from tests.profiles.publication.attack.worlds import CONCEPTS, NUMBER, held, rows


def fitting(reading: Reading, told: str, known: str, untrue: str = "") -> bool:
    """Whether a row that tells these codes fits what is known; the known is closed upward."""
    facts = held(known).toarray() > 0
    never = np.zeros_like(facts)
    never[0, [NUMBER[code] for code in untrue.split()]] = True
    return bool(read(CONCEPTS, held(told), facts=facts, untrue=never)[reading][0, 0])


@pytest.mark.parametrize(
    ("told", "known", "certain", "possible"),
    [
        ("g1 B", "g1", True, True),
        ("G B", "g1", False, True),
        ("B", "g1", False, True),
        ("h B", "g1", False, False),
        ("g2", "g1", False, True),
        ("g1", "g1 B", False, True),
    ],
)
def test_readings_differ_where_something_is_withheld(
    told: str, known: str, certain: bool, possible: bool
) -> None:
    assert fitting(Reading.CERTAIN, told, known) is certain
    assert fitting(Reading.POSSIBLE, told, known) is possible


def test_row_that_cannot_be_true_fits_no_reading() -> None:
    for reading in NEAR:
        assert not fitting(reading, "g1 later", "g1 now", untrue="later")


def test_somebody_of_a_place_and_band_is_in_any_class_that_is_true_and_near_the_most_specific() -> None:
    released = rows("X low", "X low", "R low", "Y low")
    find = Surroundings(CONCEPTS, released).rows
    assert find(NUMBER["X"], NUMBER["low"]).tolist() == [0, 1, 2]
    assert find(NUMBER["X"], NUMBER["low"], near=True).tolist() == [0, 1]
    assert find(NUMBER["place-unknown"], NUMBER["low"]).tolist() == []


def test_place_without_a_class_is_looked_for_in_the_region() -> None:
    find = Surroundings(CONCEPTS, rows("X low", "R low", "R", "low")).rows
    assert find(NUMBER["Y"], NUMBER["low"], near=True).tolist() == [1]
    assert find(NUMBER["Y"], -1, near=True).tolist() == [2]


def test_without_classes_every_row_that_does_not_contradict_fits() -> None:
    released = rows("X low", "R", "low", "Y", by_class=False)
    assert Surroundings(CONCEPTS, released).rows(NUMBER["X"], NUMBER["low"]).tolist() == [0, 1, 2]
